using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>Writes JSON in one of the many ways in which the same can be written: numbers, escapes, the order of members, blanks.</summary>
/// <param name="random">Chooses; without it everything is written as usual.</param>
internal sealed class JsonSpelling(Random? random)
{
    private readonly StringBuilder _text = new();

    /// <summary>Integers keep their form where a draft goes by it.</summary>
    public bool KeepsIntegers { get; init; }

    public string Write(JsonNode? node)
    {
        _text.Clear();
        Append(node);
        return _text.ToString();
    }

    private bool Chance(int percent) => random is not null && random.Next(100) < percent;

    private void Append(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var order = Chance(50) ? members.OrderBy(_ => random!.Next()).ToList() : [.. members];
                AppendList('{', order, member =>
                {
                    AppendText(member.Key);
                    _text.Append(':');
                    Append(member.Value);
                }, '}');
                break;
            case JsonArray items:
                AppendList('[', items, Append, ']');
                break;
            case not null when node.GetValueKind() == JsonValueKind.Number:
                _text.Append(Spell(node.GetValue<decimal>()));
                break;
            case not null when node.GetValueKind() == JsonValueKind.String:
                AppendText(node.GetValue<string>());
                break;
            default:
                _text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private void AppendList<T>(char start, IEnumerable<T> items, Action<T> append, char end)
    {
        _text.Append(start);
        foreach (var (index, item) in items.Index())
        {
            _text.Append(index > 0 ? "," : "").Append(Chance(5) ? " \n" : "");
            append(item);
        }

        _text.Append(end);
    }

    private string Spell(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        var isInteger = !text.Contains('.', StringComparison.Ordinal);
        if (KeepsIntegers && isInteger)
        {
            return text;
        }

        return !Chance(40) ? text : random!.Next(4) switch
        {
            0 => isInteger ? text + ".0" : text + "00",
            1 => text + "e0",
            2 => Shift(number, 1 + random.Next(3)),
            _ => Shift(number, -1 - random.Next(3)),
        };
    }

    private string Shift(decimal number, int places)
    {
        var factor = (decimal)Math.Pow(10, Math.Abs(places));
        var shifted = places > 0 ? number * factor : number / factor;
        return $"{shifted.ToString(CultureInfo.InvariantCulture)}{(Chance(50) ? 'e' : 'E')}{(places < 0 && Chance(50) ? "+" : "")}{-places}";
    }

    private void AppendText(string text)
    {
        _text.Append('"');
        foreach (var character in text.EnumerateRunes())
        {
            _text.Append(character.Value switch
            {
                _ when Chance(10) => string.Concat(character.ToString().Select(unit => $"\\u{(int)unit:x4}")),
                '"' => "\\\"",
                '\\' => "\\\\",
                '/' when Chance(50) => "\\/",
                < ' ' => $"\\u{character.Value:X4}",
                _ => character.ToString(),
            });
        }

        _text.Append('"');
    }
}
