using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Mapping;
using Microsoft.AspNetCore.Http.HttpResults;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
if (builder.Configuration["urls"] is null)
{
    builder.WebHost.UseUrls("http://127.0.0.1:5084");
}

// Both contracts are read and written by source-generated code.
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ContractJson.Default));
builder.Services.AddSingleton<ConcurrentDictionary<int, Order>>();
builder.Services.AddApiGateway(builder.Configuration.GetSection("ApiGateway"))
    .AddStage("legacy", stage => stage.Variable("channel", "partner"));

var app = builder.Build();

// The new contract. Its handlers know nothing of the old one.
app.MapPost("/orders", Place);
app.MapGet("/orders/{id}", Find);

// The old contract, served by the same handlers.
var v1 = app.MapGroup("/v1").WithStage("legacy")
    .WithRequestParameters(map => map
        .Header("X-Tenant", "method.request.header.customer-no")        // renamed
        .RemoveHeader("customer-no")
        .Header("X-Channel", "stageVariables.channel"))                 // the stage's, whatever the client sends
    .WithResponseParameters(map => map
        .Header("X-Order-No", "integration.response.body.id")
        .Header("Cache-Control", "'no-store'")
        .RemoveHeader("Location"))                                      // it leads to the new contract
    .WithResponseParameters("404", map => map
        .Status(410)                                                    // what the old clients know
        .Header("X-Request", "context.requestId"));

v1.MapPost("/order", Place)
    .WithRequestMapping<OldOrder, NewOrder>((old, _) => new NewOrder(old.Article, old.Pieces, Express: old.Delivery == "EXP"))
    .WithResponseMapping<Order, OldReceipt>((order, gateway) =>
    {
        gateway.HttpContext.Response.StatusCode = StatusCodes.Status200OK;
        return ToOld(order);
    });

// Its id was a query parameter; the handler has it in the route.
v1.MapGet("/order/{id=0}", Find)
    .WithRequestParameters(map => map.Route("id", "method.request.querystring.no").RemoveQuery("no"))
    .WithResponseMapping<Order, OldReceipt>((order, _) => ToOld(order));

app.Lifetime.ApplicationStarted.Register(() => Guide.Print(app.Urls.First()));
app.Run();

static Created<Order> Place(NewOrder order, HttpContext context, ConcurrentDictionary<int, Order> orders)
{
    var headers = context.Request.Headers;
    var placed = new Order(orders.Count + 1, order.Item, order.Quantity, order.Express, $"{headers["X-Tenant"]}/{headers["X-Channel"]}");
    orders[placed.Id] = placed;
    return TypedResults.Created($"/orders/{placed.Id}", placed);
}

static Results<Ok<Order>, NotFound> Find(int id, ConcurrentDictionary<int, Order> orders) =>
    orders.TryGetValue(id, out var order) ? TypedResults.Ok(order) : TypedResults.NotFound();

static OldReceipt ToOld(Order order) => new(order.Id, order.Quantity, order.Item, order.PlacedBy);

/// <summary>The new contract.</summary>
internal sealed record NewOrder(string Item, int Quantity, bool Express = false);

internal sealed record Order(int Id, string Item, int Quantity, bool Express, string PlacedBy);

/// <summary>The old contract.</summary>
internal sealed record OldOrder(
    [property: JsonPropertyName("article")] string Article,
    [property: JsonPropertyName("pcs")] int Pieces,
    [property: JsonPropertyName("dlv")] string? Delivery = null);

internal sealed record OldReceipt(
    [property: JsonPropertyName("no")] int Number,
    [property: JsonPropertyName("pcs")] int Pieces,
    [property: JsonPropertyName("article")] string Article,
    [property: JsonPropertyName("by")] string By);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NewOrder))]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(OldOrder))]
[JsonSerializable(typeof(OldReceipt))]
internal sealed partial class ContractJson : JsonSerializerContext;
