namespace Gateway.Core.Mapping.Templates.Output;

/// <summary>How far one of the words true, false and null has come: where its next letter stands in the three of them in a row.</summary>
internal static class JsonWords
{
    /// <summary>The word is complete.</summary>
    public const byte End = 0;

    private static ReadOnlySpan<byte> Letters => "true,false,null,"u8;

    public static bool TryBegin(byte character, out byte next)
    {
        next = character switch { (byte)'t' => 1, (byte)'f' => 6, (byte)'n' => 12, _ => 0 };
        return next > 0;
    }

    public static bool TryAdvance(byte state, byte character, out byte next)
    {
        next = Letters[state + 1] == ',' ? End : (byte)(state + 1);
        return Letters[state] == character;
    }
}
