namespace Gateway.Core.Authorizers.Policies;

/// <summary>Bytes in memory, about, of what a policy consists of.</summary>
internal static class PolicySize
{
    /// <summary>An object with a few fields and the array that it has.</summary>
    public const int Object = 80;

    // An object's head, its length and the reference to it.
    private const int OverheadOfText = 32;

    public static long OfText(string text) => OverheadOfText + (2L * text.Length);

    public static long OfTexts(string[] texts) => texts.Sum(OfText);
}
