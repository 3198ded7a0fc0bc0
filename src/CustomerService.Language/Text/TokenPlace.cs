namespace CustomerService.Language.Text;

/// <summary>Where a token stands in the normalised text.</summary>
/// <param name="Start">Its first character, blanks of the text not counted.</param>
/// <param name="End">Behind its last, counted likewise.</param>
internal readonly record struct TokenPlace(int Start, int End);
