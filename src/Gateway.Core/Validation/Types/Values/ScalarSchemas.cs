using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NJsonSchema;

namespace Gateway.Core.Validation.Types.Values;

/// <summary>
/// The types that the binder reads from one JSON value. Where a format of JSON Schema means another set of texts than the binder reads - it takes a
/// date without an offset, a duration as <c>1.02:03:04</c> - a pattern says what it reads, and no format.
/// </summary>
internal static class ScalarSchemas
{
    /// <summary>Not its length: that would cost a state for every four characters of a body that may have millions.</summary>
    public const string Base64 = @"^[A-Za-z0-9+/ \t\r\n]*(?:=[ \t\r\n]*){0,2}$";

    private const string Date = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
    private const string Offset = "(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)";
    private const string DateAndTime = $"^{Date}(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{{0,16}})?)?{Offset}?)?$";
    private const string ClockTime = "0*(?:1?[0-9]|2[0-3]):0*[0-5]?[0-9](?::0*[0-5]?[0-9](?:\\.[0-9]{1,7})?)?";
    public const string Guid = "^[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$";

    private static readonly Dictionary<Type, Action<JsonSchema>> Writers = new()
    {
        [typeof(bool)] = schema => schema.Type = JsonObjectType.Boolean,
        [typeof(byte)] = Integer(byte.MinValue, byte.MaxValue),
        [typeof(sbyte)] = Integer(sbyte.MinValue, sbyte.MaxValue),
        [typeof(short)] = Integer(short.MinValue, short.MaxValue),
        [typeof(ushort)] = Integer(ushort.MinValue, ushort.MaxValue),
        [typeof(int)] = Integer(int.MinValue, int.MaxValue),
        [typeof(uint)] = Integer(uint.MinValue, uint.MaxValue),
        [typeof(long)] = Integer(long.MinValue, long.MaxValue),
        [typeof(ulong)] = Integer(ulong.MinValue, ulong.MaxValue),
        [typeof(Int128)] = Integer(Int128.MinValue, Int128.MaxValue),
        [typeof(UInt128)] = Integer(UInt128.MinValue, UInt128.MaxValue),
        [typeof(decimal)] = Number(decimal.MinValue, decimal.MaxValue),
        // As double, because the shortest text of the largest Half is less than that.
        [typeof(Half)] = Number((double)Half.MinValue, (double)Half.MaxValue),
        [typeof(float)] = Number(float.MinValue, float.MaxValue),
        [typeof(double)] = Number(double.MinValue, double.MaxValue),
        [typeof(string)] = schema => schema.Type = JsonObjectType.String,
        [typeof(Uri)] = schema => schema.Type = JsonObjectType.String,
        [typeof(char)] = schema => (schema.Type, schema.MinLength, schema.MaxLength) = (JsonObjectType.String, 1, 1),
        [typeof(Guid)] = Text(Guid),
        [typeof(DateTime)] = Text(DateAndTime),
        [typeof(DateTimeOffset)] = Text(DateAndTime),
        [typeof(DateOnly)] = Text($"^{Date}$"),
        [typeof(TimeOnly)] = Text($"^{ClockTime}$"),
        [typeof(TimeSpan)] = Text($"^-?(?:[0-9]+|(?:[0-9]+\\.)?{ClockTime})$"),
        [typeof(Version)] = Text("^[0-9]+ *(?:\\.[ +-]*[0-9]+ *){1,3}$"),
        [typeof(byte[])] = Text(Base64),
        [typeof(Memory<byte>)] = Text(Base64),
        [typeof(ReadOnlyMemory<byte>)] = Text(Base64),
        [typeof(object)] = _ => { },
        [typeof(JsonElement)] = _ => { },
        [typeof(JsonDocument)] = _ => { },
        [typeof(JsonNode)] = _ => { },
        [typeof(JsonValue)] = schema =>
            schema.Type = JsonObjectType.String | JsonObjectType.Number | JsonObjectType.Integer | JsonObjectType.Boolean,
        [typeof(JsonObject)] = schema => schema.Type = JsonObjectType.Object,
        [typeof(JsonArray)] = schema => schema.Type = JsonObjectType.Array,
    };

    private static readonly Type[] Fractions = [typeof(Half), typeof(float), typeof(double)];

    public static bool Contains(Type type) => Writers.ContainsKey(type);

    /// <summary>What is too large for a fraction the binder reads as infinity, which is a value only where the options give it a name.</summary>
    public static void Write(JsonSchema schema, Type type, JsonSerializerOptions options)
    {
        if (Fractions.Contains(type) && options.NumberHandling.HasFlag(JsonNumberHandling.AllowNamedFloatingPointLiterals))
        {
            schema.Type = JsonObjectType.Number;
            return;
        }

        Writers[type](schema);
    }

    private static Action<JsonSchema> Text(string pattern) => schema => (schema.Type, schema.Pattern) = (JsonObjectType.String, pattern);

    private static Action<JsonSchema> Integer<T>(T minimum, T maximum)
        where T : IFormattable => Bounded(JsonObjectType.Integer, minimum, maximum);

    private static Action<JsonSchema> Number<T>(T minimum, T maximum)
        where T : IFormattable => Bounded(JsonObjectType.Number, minimum, maximum);

    private static Action<JsonSchema> Bounded(JsonObjectType type, IFormattable minimum, IFormattable maximum) => schema =>
    {
        schema.Type = type;
        schema.RaiseMinimum(minimum.ToString(null, CultureInfo.InvariantCulture), isExclusive: false);
        schema.LowerMaximum(maximum.ToString(null, CultureInfo.InvariantCulture), isExclusive: false);
    };
}
