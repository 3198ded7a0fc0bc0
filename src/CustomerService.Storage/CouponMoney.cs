namespace CustomerService.Storage;

/// <summary>Money of coupons as stored: whole fen, so that sums are exact in every database.</summary>
internal static class CouponMoney
{
    public static long Fen(decimal yuan) => (long)decimal.Round(yuan * 100);

    public static decimal Yuan(long fen) => fen / 100m;
}
