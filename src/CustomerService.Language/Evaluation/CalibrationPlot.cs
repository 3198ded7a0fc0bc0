using System.Globalization;
using System.Text;

namespace CustomerService.Language.Evaluation;

/// <summary>Draws confidence against accuracy as SVG: a point on the diagonal is as right as it is sure.</summary>
public static class CalibrationPlot
{
    private const int Size = 400;
    private const int Edge = 50;

    /// <summary>The drawing; the area of a point grows with its rows.</summary>
    public static string Draw(Calibration calibration)
    {
        var most = calibration.Bins.Count == 0 ? 1 : calibration.Bins.Max(b => b.Rows);
        var svg = new StringBuilder();
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" width="{Size + (2 * Edge)}" height="{Size + (2 * Edge)}" font-family="sans-serif" font-size="12">""");
        Line($"""<rect width="100%" height="100%" fill="white"/>""");
        Line($"""<path d="M{X(0)} {Y(1)}V{Y(0)}H{X(1)}" fill="none" stroke="#444"/>""");
        Line($"""<path d="M{X(0)} {Y(0)}L{X(1)} {Y(1)}" stroke="#bbb" stroke-dasharray="4"/>""");
        for (var i = 0; i <= 10; i += 2)
        {
            Line($"""<text x="{X(i / 10.0)}" y="{Size + Edge + 18}" text-anchor="middle">{i / 10.0:0.0}</text>""");
            Line($"""<text x="{Edge - 8}" y="{Y(i / 10.0) + 4}" text-anchor="end">{i / 10.0:0.0}</text>""");
        }
        foreach (var bin in calibration.Bins)
        {
            Line($"""<circle cx="{X(bin.Confidence):0.#}" cy="{Y(bin.Accuracy):0.#}" r="{3 + (12 * Math.Sqrt((double)bin.Rows / most)):0.#}" fill="#2a6fb0" fill-opacity=".6"><title>{bin.Rows} rows: confidence {bin.Confidence:0.000}, right {bin.Accuracy:0.000}</title></circle>""");
        }
        Line($"""<text x="{Edge + (Size / 2)}" y="{Size + Edge + 38}" text-anchor="middle">confidence</text>""");
        Line($"""<text x="{Edge}" y="{Edge - 18}">share right; expected calibration error {calibration.Error:0.000}</text>""");
        Line($"</svg>");
        return svg.ToString();

        void Line(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static double X(double share) => Edge + (share * Size);

    private static double Y(double share) => Edge + ((1 - share) * Size);
}
