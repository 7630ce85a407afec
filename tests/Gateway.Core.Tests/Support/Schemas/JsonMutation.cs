using System.Text.Json;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>Puts a value, or a name, of one JSON text in the place of one of another, so that it stays JSON.</summary>
internal static class JsonMutation
{
    public static byte[] Apply(Random random, byte[] json, byte[] other)
    {
        var isName = random.Next(4) == 0;
        var places = Find(json, isName);
        var sources = Find(other, isName);
        if (places.Count == 0 || sources.Count == 0)
        {
            return json;
        }

        var place = places[random.Next(places.Count)];
        return [.. json[..place.Start], .. other[sources[random.Next(sources.Count)]], .. json[place.End..]];
    }

    private static List<Range> Find(ReadOnlySpan<byte> json, bool isName)
    {
        var found = new List<Range>();
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                var isEnd = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
                if (!isEnd && reader.TokenType == JsonTokenType.PropertyName == isName)
                {
                    found.Add(GetRange(reader, isName));
                }
            }
        }
        catch (JsonException)
        {
            // What stands before the fault is good enough.
        }

        return found;
    }

    private static Range GetRange(Utf8JsonReader reader, bool isName)
    {
        var start = (int)reader.TokenStartIndex;
        if (isName)
        {
            return start..(start + reader.ValueSpan.Length + 2);
        }

        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }
}
