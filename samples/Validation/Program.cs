using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Validation;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
if (builder.Configuration["urls"] is null)
{
    builder.WebHost.UseUrls("http://127.0.0.1:5083");
}

builder.Services.AddApiGateway(builder.Configuration.GetSection("ApiGateway"))

    // A model: a schema with a name, which other schemas refer to by {"$ref":"Address"}.
    .AddModel("Address", """
        {
          "type": "object",
          "properties": {
            "street": { "type": "string", "minLength": 1, "maxLength": 100 },
            "city": { "type": "string", "minLength": 1, "maxLength": 100 },
            "country": { "type": "string", "pattern": "^[A-Z]{2}$" }
          },
          "required": [ "street", "city", "country" ],
          "additionalProperties": false
        }
        """);

var app = builder.Build();

// 1. By the C# type that the handler accepts, its annotations included.
app.MapPost("/orders", (NewOrder order) => TypedResults.Created($"/orders/1", order)).WithRequestSchema();

// 2. By a file, which refers to the model. The handler reads plain JSON.
app.MapPost("/shipments", (JsonObject shipment) => TypedResults.Accepted("/shipments/1", shipment))
    .WithRequestSchemaFile("schemas/shipment.json");

// 3. By text: a model as it is.
app.MapPut("/address", (JsonObject address) => TypedResults.Ok(address)).WithRequestSchema("""{"$ref":"Address"}""");

// 4. Parameters: present, not blank, and of a type where a schema says so.
app.MapGet("/orders/{id}", (int id, int? page) => new { id, page = page ?? 1 })
    .RequireParameters(parameters => parameters
        .Route("id", """{"type":"integer","minimum":1}""")
        .Header("X-Tenant")
        .Query("page", """{"type":"integer","minimum":1,"maximum":100}""", isRequired: false));

app.Lifetime.ApplicationStarted.Register(() => Guide.Print(app.Urls.First()));
app.Run();

internal sealed record NewOrder(
    [property: Required, StringLength(40)] string Item,
    [property: Range(1, 100)] int Quantity,
    [property: RegularExpression("[A-Z]{3}-[0-9]{4}")] string? Sku = null);
