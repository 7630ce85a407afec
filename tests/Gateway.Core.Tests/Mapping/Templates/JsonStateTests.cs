using System.Text;
using System.Text.Json;
using Gateway.Core.Mapping.Templates.Output;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Templates;

public class JsonStateTests
{
    private static readonly string[] Pieces =
        ["{", "}", "[", "]", ",", ":", "\"", "a", "\\n", "\\u00e9", "\\x", "1", "0", "-", ".", "e", "+", "true", "false", "null", "nul", " ", "\n", "\t"];

    [Fact]
    public void TryAdvance_RandomTexts_AcceptsWhatAReaderOfJsonAccepts()
    {
        var random = new Random(5);
        var accepted = 0;
        for (var i = 0; i < 300_000; i++)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Pieces[random.Next(Pieces.Length)])));
            var isJson = JsonState.Start.TryAdvance(text, out var end) && end.IsComplete;
            accepted += isJson ? 1 : 0;

            Assert.True(IsJson(text) == isJson, Encoding.UTF8.GetString(text));
        }

        Assert.InRange(accepted, 1_000, 300_000);
    }

    [Fact]
    public void TryAdvance_DeeperThanThereIsRoom_IsFalse()
    {
        Assert.True(JsonState.Start.TryAdvance(Encoding.UTF8.GetBytes(new string('[', 64)), out var deep));
        Assert.True(deep.TryAdvance(Encoding.UTF8.GetBytes(new string(']', 64)), out var end) && end.IsComplete);
        Assert.False(deep.TryAdvance("["u8, out _));
    }

    private static bool IsJson(byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
