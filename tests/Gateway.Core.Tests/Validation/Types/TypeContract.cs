using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Gateway.Core.Validation.Types;
using Xunit;

namespace Gateway.Core.Tests.Validation.Types;

/// <summary>A type's schema beside its binder, to ask both about one body.</summary>
internal sealed class TypeContract
{
    private readonly Type _type;
    private readonly JsonSerializerOptions _options;
    private readonly CompiledSchema _schema;

    private TypeContract(Type type, JsonSerializerOptions options, string text)
    {
        (_type, _options, Text) = (type, options, text);
        var settings = new SchemaSettings { Reading = new JsonReading().As(options) };
        _schema = SchemaCompiler.Compile(new SchemaSource("the schema", text, SchemaUri.OfModel("$type")), new SchemaLibrary(settings));
    }

    public string Text { get; }

    public static JsonSerializerOptions Web(Action<JsonSerializerOptions>? configure = null)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        configure?.Invoke(options);
        return options;
    }

    public static TypeContract Of<T>(JsonSerializerOptions? options = null, bool allowUnknownMembers = false) =>
        Of(typeof(T), options, allowUnknownMembers);

    public static TypeContract Of(Type type, JsonSerializerOptions? options = null, bool allowUnknownMembers = false)
    {
        options ??= Web();
        return new TypeContract(type, options, TypeSchema.Create(type, options, allowUnknownMembers));
    }

    public bool IsValid(string json) => _schema.Validate(Encoding.UTF8.GetBytes(json), new Workspace()).Verdict == SchemaVerdict.Valid;

    public bool IsBound(string json) => TryBind(json, out _);

    /// <summary>Whether the binder takes the body and its annotations accept what comes out.</summary>
    public bool IsSound(string json) => TryBind(json, out var value) && value is not null
        && Validator.TryValidateObject(value, new ValidationContext(value), validationResults: null, validateAllProperties: true);

    /// <summary>That the schema accepts the bodies, and the binder as well.</summary>
    public void Accepts(params string[] bodies) =>
        Assert.All(bodies, body => Assert.True(IsValid(body) && IsBound(body), $"{Says(body)}\n{Text}"));

    /// <summary>That both refuse the bodies.</summary>
    public void Refuses(params string[] bodies) => Assert.All(bodies, body => Assert.False(IsValid(body) || IsBound(body), $"{Says(body)}\n{Text}"));

    /// <summary>That the schema refuses what the binder would take.</summary>
    public void RefusesMore(params string[] bodies) =>
        Assert.All(bodies, body => Assert.True(!IsValid(body) && IsBound(body), $"{Says(body)}\n{Text}"));

    /// <summary>That the schema leaves the bodies for the binder to refuse.</summary>
    public void RefusesLess(params string[] bodies) =>
        Assert.All(bodies, body => Assert.True(IsValid(body) && !IsBound(body), $"{Says(body)}\n{Text}"));

    private string Says(string body) =>
        $"{body}: the schema {(IsValid(body) ? "accepts" : "refuses")} it, the binder {(IsBound(body) ? "takes" : "refuses")} it";

    private bool TryBind(string json, out object? value)
    {
        try
        {
            value = JsonSerializer.Deserialize(json, _type, _options);
            return true;
        }
        catch (JsonException)
        {
            value = null;
            return false;
        }
    }
}
