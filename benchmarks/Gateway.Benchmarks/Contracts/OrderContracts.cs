using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Benchmarks.Contracts;

/// <summary>An old and a new contract for the same order, some 1 KB of JSON, and the mapping between them.</summary>
internal static class OrderContracts
{
    public static readonly byte[] OldJson = JsonSerializer.SerializeToUtf8Bytes(
        new OldOrder(
            "C-4711",
            "EXP",
            "Springfield, Main Street 1",
            [.. Enumerable.Range(1, 12).Select(line => new OldLine($"ARTICLE-{line:0000}", line, 9.5m * line, "a remark of some length"))]),
        OrderJson.Default.OldOrder);

    public static NewOrder Map(OldOrder old) => new(
        old.CustomerNumber,
        old.Delivery == "EXP",
        old.Address,
        [.. old.Lines.Select(line => new NewLine(line.Article, line.Pieces, line.Price))]);
}

internal sealed record OldOrder(string CustomerNumber, string Delivery, string Address, OldLine[] Lines);

internal sealed record OldLine(string Article, int Pieces, decimal Price, string Remark);

internal sealed record NewOrder(string Customer, bool Express, string Address, NewLine[] Lines);

internal sealed record NewLine(string Item, int Quantity, decimal Price);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(OldOrder))]
[JsonSerializable(typeof(NewOrder))]
internal sealed partial class OrderJson : JsonSerializerContext;
