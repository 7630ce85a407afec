namespace Gateway.Core.Mapping.Templates.Output;

/// <summary>How far a number has come (RFC 8259 section 6).</summary>
internal static class JsonNumberState
{
    private const byte Minus = 0;
    private const byte Zero = 1;
    private const byte Digits = 2;
    private const byte Point = 3;
    private const byte Fraction = 4;
    private const byte Letter = 5;
    private const byte Sign = 6;
    private const byte Exponent = 7;

    public static bool IsComplete(byte state) => state is Zero or Digits or Fraction or Exponent;

    public static bool TryBegin(byte character, out byte next)
    {
        next = character == '-' ? Minus : character == '0' ? Zero : Digits;
        return character == '-' || char.IsAsciiDigit((char)character);
    }

    public static bool TryAdvance(byte state, byte character, out byte next)
    {
        next = 0;
        return char.IsAsciiDigit((char)character) ? TryAddDigit(state, character, out next) : TryAddMark(state, character, out next);
    }

    private static bool TryAddDigit(byte state, byte character, out byte next)
    {
        next = state switch
        {
            Minus => character == '0' ? Zero : Digits,
            Digits => Digits,
            Point or Fraction => Fraction,
            _ => Exponent,
        };
        return state != Zero;
    }

    private static bool TryAddMark(byte state, byte character, out byte next)
    {
        next = character switch { (byte)'.' => Point, (byte)'e' or (byte)'E' => Letter, _ => Sign };
        return character switch
        {
            (byte)'.' => state is Zero or Digits,
            (byte)'e' or (byte)'E' => state is Zero or Digits or Fraction,
            (byte)'+' or (byte)'-' => state == Letter,
            _ => false,
        };
    }
}
