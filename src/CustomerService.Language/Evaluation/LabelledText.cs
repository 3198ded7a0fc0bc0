namespace CustomerService.Language.Evaluation;

/// <summary>A text with what a person says it means; a label that is null is not judged.</summary>
/// <param name="Line">Where it stands in its file, from 1.</param>
/// <param name="Text">As written; not empty.</param>
/// <param name="Intent">An id of the label set.</param>
/// <param name="Sentiment">-1, 0 or 1.</param>
/// <param name="ProductType">Id of a category.</param>
/// <param name="User">Who wrote it; carried along, never read.</param>
/// <param name="Slots">What stands in it, in order; empty where it is labelled as without any.</param>
public sealed record LabelledText(
    int Line, string Text, string? Intent, int? Sentiment, string? ProductType, string? User,
    IReadOnlyList<MarkedSlot>? Slots = null);

/// <summary>A row that was left out, and why.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">The field at fault; null where it is the whole row.</param>
/// <param name="Message">What to write instead.</param>
public sealed record DatasetProblem(string File, int Line, string? Column, string Message)
{
    /// <summary>One line, as compilers write it.</summary>
    public override string ToString() => $"{File}({Line}): {(Column is null ? "" : $"{Column}: ")}{Message}";
}

/// <summary>A file of labelled texts.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Rows">Those that are well formed, in order.</param>
/// <param name="Problems">The others.</param>
public sealed record Dataset(
    string Name, IReadOnlyList<LabelledText> Rows, IReadOnlyList<DatasetProblem> Problems);

/// <summary>A file that is no data set at all; its message says what to mend.</summary>
public sealed class DatasetException : Exception
{
    /// <summary>With a sentence.</summary>
    public DatasetException(string message)
        : base(message)
    {
    }

    /// <summary>With a sentence and its cause.</summary>
    public DatasetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Without a sentence.</summary>
    public DatasetException()
    {
    }
}
