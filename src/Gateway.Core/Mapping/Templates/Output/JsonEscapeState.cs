namespace Gateway.Core.Mapping.Templates.Output;

/// <summary>How far an escape inside a string has come: 0 for none, then the backslash, then one for each digit that must follow \u.</summary>
internal static class JsonEscapeState
{
    /// <summary>The quotation mark that ends the string.</summary>
    public const byte End = 255;

    private const byte Backslash = 1;
    private const byte LastDigit = 2;
    private const byte FirstDigit = 5;

    public static bool TryAdvance(byte state, byte character, out byte next)
    {
        next = 0;
        switch (state)
        {
            case 0:
                next = character switch { (byte)'"' => End, (byte)'\\' => Backslash, _ => 0 };
                return character >= ' ';
            case Backslash:
                next = character == 'u' ? FirstDigit : (byte)0;
                return character == 'u' || "\"\\/bfnrt"u8.Contains(character);
            default:
                next = state == LastDigit ? (byte)0 : (byte)(state - 1);
                return char.IsAsciiHexDigit((char)character);
        }
    }
}
