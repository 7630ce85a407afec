using System.Text.Json.Nodes;
using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Contracts;

namespace Gateway.Benchmarks.Questions;

/// <summary>M1: an order of about 1 KB mapped by a template, from bytes to bytes.</summary>
internal static class MappingTemplate
{
    private const long OutputBytes = 72;

    /// <summary>Against the interpreter of the same language.</summary>
    public static Task<IQuestion> CreateForScribanAsync()
    {
        var order = new OrderTemplate();
        return Task.FromResult<IQuestion>(new Question
        {
            Ours = OfOurs(order),
            Rival = new Variant("Scriban", Loop(() => order.RenderTheirs()), () => order.Theirs.Length > 0 ? null : "Nothing was rendered."),
            Goal = new Goal(0.3, AllocationGoal.AtMost(OutputBytes)),
        });
    }

    /// <summary>Against what a team writes that knows its one contract.</summary>
    public static Task<IQuestion> CreateForHandAsync()
    {
        var order = new OrderTemplate();
        return Task.FromResult<IQuestion>(new Question
        {
            Ours = OfOurs(order),
            Rival = new Variant("Utf8JsonWriter", Loop(() => order.RenderByHand()), () => Differ(order.Hand, order.Ours)),
            Goal = new Goal(1.2, AllocationGoal.AtMost(OutputBytes)),
        });
    }

    private static Variant OfOurs(OrderTemplate order) => new("our template", Loop(() => order.RenderOurs()), () => Differ(order.Ours, order.Hand));

    private static string? Differ(string one, string other) =>
        JsonNode.DeepEquals(JsonNode.Parse(one), JsonNode.Parse(other)) ? null : $"{one} is not {other}";

    private static Action<int> Loop(Action render) => operations =>
    {
        for (var operation = 0; operation < operations; operation++)
        {
            render();
        }
    };
}
