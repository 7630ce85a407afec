using Gateway.Core.Tests.Support;
using Gateway.Core.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Validation;

/// <summary>Schemas made from what a handler accepts.</summary>
public class AcceptedBodyTests
{
    [Fact]
    public async Task Post_AcceptedContentType_HasTheSchema()
    {
        await using var app = await StartAsync();

        Assert.Equal("200 a", (await app.PostAsync("/vendor", """{"text":"a"}""", "application/vnd.note+json")).Summarize());
        Assert.Equal(400, (await app.PostAsync("/vendor", """{"text":"a","more":1}""", "application/vnd.note+json")).Status);
        Assert.Equal(400, (await app.PostAsync("/mvc/vendor", """{"text":"a","more":1}""", "application/vnd.note+json")).Status);
    }

    [Theory]
    [InlineData("/optional", "200 none")]
    [InlineData("/mvc/optional", "200 none")]
    [InlineData("/needed", "400 body_invalid\nbody  required: a body")]
    [InlineData("/mvc/needed", "400 body_invalid\nbody  required: a body")]
    public async Task Post_WithoutABody_IsRefusedUnlessOptional(string path, string expected)
    {
        await using var app = await StartAsync();

        Assert.Equal(expected, (await app.SendAsync("POST", path)).Summarize());
    }

    [Fact]
    public async Task Delete_WithoutABody_NeedsNone()
    {
        await using var app = await StartAsync();

        Assert.Equal("200 deleted", (await app.SendAsync("DELETE", "/default")).Summarize());
    }

    [Fact]
    public async Task Post_NoContentType_IsForTheDefaultSchema()
    {
        await using var app = await StartAsync();

        Assert.Equal("400 body_invalid\nbody  type: object", (await app.PostAsync("/default", "7", contentType: null)).Summarize());
        Assert.Equal("200 ok", (await app.PostAsync("/default", "{}", contentType: null)).Summarize());
        Assert.Equal(415, (await app.PostAsync("/default", "{}", "json")).Status);
    }

    [Theory]
    [InlineData("/mvc/needed", 400)]
    [InlineData("/mvc/free", 200)]
    [InlineData("/mvc/typed", 400)]
    [InlineData("/mvc/property", 400)]
    public async Task Post_Attributes_SayWhatIsValidated(string path, int status)
    {
        await using var app = await StartAsync();

        Assert.Equal(status, (await app.PostAsync(path, """{"text":"a","more":1}""")).Status);
        Assert.Equal(200, (await app.PostAsync(path, """{"text":"a"}""")).Status);
    }

    [Fact]
    public async Task Start_OtherFormatterForJson_IsRefused()
    {
        var errors = await StartAttempt.GetErrorsAsync(
            gateway =>
            {
                OnlyControllers.Add(gateway.Services, typeof(PlainController));
                gateway.Services.Configure<MvcOptions>(mvc => mvc.InputFormatters.Insert(0, new OtherFormatter()));
            },
            app => app.MapControllers().WithRequestSchema());

        Assert.Contains("MVC reads JSON with OtherFormatter", Assert.Single(errors), StringComparison.Ordinal);
    }

    private static Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(
        _ => { },
        app =>
        {
            app.MapPost("/vendor", (Note note) => note.Text).Accepts<Note>("application/vnd.note+json").WithRequestSchema();
            app.MapPost("/optional", (Note? note) => note?.Text ?? "none").WithRequestSchema();
            app.MapPost("/needed", (Note note) => note.Text).WithRequestSchema();
            app.MapPost("/default", () => "ok").WithRequestSchema("""{"type":"object"}""", "$default");
            app.MapDelete("/default", () => "deleted").WithRequestSchema("""{"type":"object"}""");
            app.MapControllers();
        },
        builder => OnlyControllers.Add(builder.Services, typeof(NotesController), typeof(BoundController)));

    public sealed class Note
    {
        public string Text { get; set; } = "";
    }

    [ApiController]
    [Route("mvc")]
    [RequestSchema]
    private sealed class NotesController : ControllerBase
    {
        [HttpPost("needed")]
        public string Post([FromBody] Note note) => note.Text;

        [HttpPost("optional")]
        public string PostOptional([FromBody] Note? note) => note?.Text ?? "none";

        [HttpPost("vendor")]
        [Consumes("application/vnd.note+json")]
        public string PostVendor([FromBody] Note note) => note.Text;

        [HttpPost("free")]
        [DisableRequestValidation]
        public string PostFree([FromBody] Note note) => note.Text;

        [HttpPost("typed")]
        [RequestSchema(typeof(Note))]
        public string PostTyped() => "ok";
    }

    [RequestSchema]
    private sealed class BoundController : Controller
    {
        [FromBody]
        public Note Bound { get; set; } = new();

        [HttpPost("/mvc/property")]
        public string Post() => Bound.Text;
    }

    [ApiController]
    private sealed class PlainController : ControllerBase
    {
        [HttpPost("/plain")]
        public string Post([FromBody] Note note) => note.Text;
    }

    private sealed class OtherFormatter : TextInputFormatter
    {
        public OtherFormatter()
        {
            SupportedMediaTypes.Add("application/json");
            SupportedEncodings.Add(System.Text.Encoding.UTF8);
        }

        public override Task<InputFormatterResult> ReadRequestBodyAsync(InputFormatterContext context, System.Text.Encoding encoding) =>
            InputFormatterResult.NoValueAsync();
    }
}
