using System.Text;
using System.Text.Json;
using Gateway.Benchmarks.Compare;
using Gateway.Core.Mapping.Paths;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Benchmarks.Questions;

/// <summary>M1: where a value stands in a body of about 1 KB, against reading the body alone.</summary>
internal static class MappingPath
{
    private const string Value = "EF0007";

    private static readonly string Json = """
        {"id":"ord-2026-000042","customer":{"id":104829,"name":"Ada Lovelace","email":"ada.lovelace@example.com",
        "address":{"street":"12 St James's Square","city":"London","postalCode":"SW1Y 4JH","country":"GB"}},
        "a":{"currency":"EUR","placedAt":"2026-11-23T09:41:07Z","b":[
        {"quantity":1,"price":489.5,"c":"EF0007","discount":0,"isGift":false,"isFragile":true,"note":"Leave at the desk"},
        {"quantity":1,"price":179,"c":"CD2210","discount":10,"isGift":true,"isFragile":true,"note":"Wrap it in blue"},
        {"quantity":4,"price":21.95,"c":"AB1042","discount":0,"isGift":false,"isFragile":false,"note":"Whole beans"},
        {"quantity":12,"price":3.2,"c":"GH4711","discount":2.5,"isGift":false,"isFragile":false},
        {"quantity":2,"price":24.9,"c":"IJ9001","discount":0,"isGift":true,"isFragile":false,"note":"No card, please"}],
        "carrier":"by hand"},"notes":"Call before delivery.","tags":["one","two","three"],
        "isExpress":true,"acceptsPartial":false,"total":841.7}
        """.ReplaceLineEndings("");

    public static Task<IQuestion> CreateAsync()
    {
        var path = JsonPath.Parse("$.a.b[0].c");
        var json = Encoding.UTF8.GetBytes(Json);
        return Task.FromResult<IQuestion>(new Question
        {
            Ours = new Variant("$.a.b[0].c", Find(path, json), () => Check(path)),
            Rival = new Variant("Utf8JsonReader", Walk(json), () => null),
            Goal = new Goal(1.2, AllocationGoal.Exactly(0)),
        });
    }

    private static string? Check(JsonPath path) =>
        Find(path, Json) != Value ? "the value is not found"
        : Find(path, Json + "}") is not null ? "a body that is malformed behind the value is taken"
        : Find(path, Json.Replace("\"total\"", "\"a\"", StringComparison.Ordinal)) is not null ? "a body with two members of one name is taken"
        : null;

    private static string? Find(JsonPath path, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return path.Find(bytes, JsonReading.Strict, out var value) == JsonFault.None
            ? Encoding.UTF8.GetString(bytes.AsSpan(value.Start, value.Length))
            : null;
    }

    private static Action<int> Find(JsonPath path, byte[] json) => operations =>
    {
        for (var operation = 0; operation < operations; operation++)
        {
            path.Find(json, JsonReading.Strict, out _);
        }
    };

    private static Action<int> Walk(byte[] json) => operations =>
    {
        for (var operation = 0; operation < operations; operation++)
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
            }
        }
    };
}
