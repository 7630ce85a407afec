using System.Text;

namespace Gateway.Benchmarks.Schemas;

/// <summary>The order of the baselines, about 910 bytes, as it comes over the wire.</summary>
internal static class OrderText
{
    /// <summary>One that both schemas accept.</summary>
    public static readonly string Json = """
        {"id":"ord-2026-000042","customer":{"id":104829,"name":"Ada Lovelace","email":"ada.lovelace@example.com",
        "address":{"street":"12 St James's Square","city":"London","postalCode":"SW1Y 4JH","country":"GB"}},
        "currency":"EUR","placedAt":"2026-11-23T09:41:07Z","lines":[
        {"sku":"AB1042","quantity":1,"price":489.5,"discount":0,"isGift":false,"isFragile":true,"note":"Leave at the desk"},
        {"sku":"CD2210","quantity":1,"price":179,"discount":10,"isGift":true,"isFragile":true,"note":"Wrap it in blue"},
        {"sku":"EF0007","quantity":4,"price":21.95,"discount":0,"isGift":false,"isFragile":false,"note":"Whole beans"},
        {"sku":"GH4711","quantity":12,"price":3.2,"discount":2.5,"isGift":false,"isFragile":false},
        {"sku":"IJ9001","quantity":2,"price":24.9,"discount":0,"isGift":true,"isFragile":false,"note":"No card, please"}],
        "notes":"Call before delivery.",
        "isExpress":true,"acceptsPartial":false,"total":841.7}
        """.ReplaceLineEndings("");

    /// <summary>Three values that are wrong, each in another way.</summary>
    public static readonly string Invalid = Json
        .Replace("\"EUR\"", "\"XYZ\"", StringComparison.Ordinal)
        .Replace("\"EF0007\"", "\"ef0007\"", StringComparison.Ordinal)
        .Replace("\"quantity\":12", "\"quantity\":0", StringComparison.Ordinal);

    public static byte[] Bytes => Encoding.UTF8.GetBytes(Json);

    /// <summary>The order with one thing wrong, for each part of the schema once.</summary>
    public static IReadOnlyList<string> Wrong =>
    [
        Change("\"currency\":\"EUR\"", "\"currency\":\"XYZ\""),
        Change("\"currency\":\"EUR\",", ""),
        Change("\"quantity\":4", "\"quantity\":0"),
        Change("\"quantity\":4", "\"quantity\":4.5"),
        Change("EF0007", "ef0007"),
        Change("\"price\":21.95", "\"price\":\"21.95\""),
        Change("\"country\":\"GB\"", "\"country\":\"GBR\""),
        Change("\"city\":\"London\",", ""),
        Change("\"isExpress\":true", "\"isUrgent\":true"),
        Change("ada.lovelace@example.com", "ada.lovelace"),
    ];

    /// <summary>An array of as many orders as fit into so many bytes, and at least one.</summary>
    public static byte[] Repeat(int length)
    {
        var count = Math.Max(1, (length - 1) / (Json.Length + 1));
        return Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat(Json, count))}]");
    }

    private static string Change(string from, string to) => Json.Replace(from, to, StringComparison.Ordinal);
}
