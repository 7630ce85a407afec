using System.Text;
using System.Text.Json;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas.Keywords;

namespace Gateway.Core.Validation.Schemas;

/// <summary>One schema of a document while it is compiled: gives its keywords to those who make rules of them, and takes the faults.</summary>
internal sealed class SchemaReader(SchemaCompiler compiler, SchemaLocation location, SchemaResource resource, Schema schema)
{
    public SchemaDialect Dialect => resource.Dialect;

    public SchemaSettings Settings => compiler.Settings;

    /// <summary>The schema that is being made.</summary>
    public Schema Schema => schema;

    public void Read()
    {
        switch (location.Element.ValueKind)
        {
            case JsonValueKind.True:
                break;
            case JsonValueKind.False:
                schema.IsNever = true;
                break;
            case JsonValueKind.Object:
                ReadKeywords();
                break;
            default:
                compiler.Faults.Add(location.CreateFault("a schema is an object, or true or false."));
                break;
        }

        schema.Complete();
    }

    public void Fault(string keyword, string message) => compiler.Faults.Add(location.CreateFault(keyword, message));

    public JsonElement? Get(string keyword) => location.Element.TryGetProperty(keyword, out var value) ? value : null;

    /// <summary>A keyword's value where it has the kind that is needed; anything else is a fault.</summary>
    public JsonElement? Get(string keyword, JsonValueKind kind)
    {
        if (Get(keyword) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == kind)
        {
            return value;
        }

        Fault(keyword, $"it must be of the type {kind.ToString().ToLowerInvariant()}.");
        return null;
    }

    /// <summary>A keyword that is a schema for members, items or names.</summary>
    public Schema? GetSchema(string keyword) =>
        Get(keyword) is { } value ? compiler.GetSchema(location.Get(keyword, value)) : null;

    /// <summary>A keyword that is a schema for names.</summary>
    public Schema? GetNameSchema(string keyword)
    {
        var found = GetSchema(keyword);
        compiler.HasNameSchemas |= found is not null;
        return found;
    }

    /// <summary>Something to do where schemas look at names, and these are compared without regard to case.</summary>
    public void CompleteForNames(Action complete) => compiler.CompleteForNames(complete);

    /// <summary>A keyword that is a schema for the same value.</summary>
    public Schema? GetSchemaInPlace(string keyword) => Connect(GetSchema(keyword));

    /// <summary>A keyword that is a list of schemas.</summary>
    public Schema[]? GetSchemas(string keyword)
    {
        if (Get(keyword, JsonValueKind.Array) is not { } list)
        {
            return null;
        }

        var at = location.Get(keyword, list);
        return [.. list.EnumerateArray().Select((item, index) => compiler.GetSchema(at.Get($"{index}", item)))];
    }

    /// <summary>A keyword that is a list of schemas for the same value.</summary>
    public Schema[]? GetSchemasInPlace(string keyword)
    {
        var schemas = GetSchemas(keyword);
        Array.ForEach(schemas ?? [], other => Connect(other));
        return schemas;
    }

    /// <summary>A keyword that is a schema by name.</summary>
    public IEnumerable<(string Name, JsonElement Value, Func<Schema> GetSchema)> GetMap(string keyword)
    {
        if (Get(keyword, JsonValueKind.Object) is not { } map)
        {
            return [];
        }

        var at = location.Get(keyword, map);
        return map.EnumerateObject().Select(member =>
            (member.Name, member.Value, (Func<Schema>)(() => compiler.GetSchema(at.Get(member.Name, member.Value)))));
    }

    /// <summary>A keyword that is a list of texts, or a value of a keyword that is.</summary>
    public string[] GetTexts(string keyword, JsonElement? list)
    {
        if (list is not { } value)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        }

        Fault(keyword, "it must be a list of strings.");
        return [];
    }

    public JsonNumber? GetNumber(string keyword) =>
        Get(keyword, JsonValueKind.Number) is { } value ? JsonNumber.Parse(Encoding.UTF8.GetBytes(value.GetRawText())) : null;

    /// <summary>A keyword that is a count, 0 or more.</summary>
    /// <param name="keyword">The keyword.</param>
    /// <param name="describe">Says what it asks for, from the count.</param>
    public LengthBound? GetBound(string keyword, Func<long, string> describe)
    {
        if (GetNumber(keyword) is not { } number)
        {
            return null;
        }

        if (!number.IsInteger || (number.IsNegative && !number.IsZero))
        {
            Fault(keyword, "it must be an integer, 0 or more.");
            return null;
        }

        var limit = number.ToInt64Saturated();
        return new LengthBound(limit, new Expectation(keyword, describe(limit)));
    }

    /// <summary>Where a reference leads.</summary>
    public (Schema Schema, SchemaLocation Location)? Resolve(string keyword, string reference) =>
        compiler.Resolve(location, keyword, reference) is { } target ? (Connect(compiler.GetSchema(target))!, target) : null;

    public Schema? Connect(Schema? other)
    {
        if (other is not null)
        {
            compiler.Cycles.Connect(schema, other);
        }

        return other;
    }

    public void UseDynamicReferences() => compiler.HasDynamicReferences = true;

    private void ReadKeywords()
    {
        var rules = new List<SchemaRule>();
        var isOnlyReference = ReferenceKeywords.Read(this, rules);
        if (!isOnlyReference)
        {
            if (Dialect.HasValidation)
            {
                TypeKeywords.Read(this, rules);
                schema.NumberRule = NumberKeywords.Read(this);
            }

            schema.StringRule = StringKeywords.Read(this);
            schema.ObjectRule = ObjectKeywords.Read(this);
            schema.ArrayRule = ArrayKeywords.Read(this);
            if (Dialect.HasApplicators)
            {
                DiscriminatorKeyword.Read(this, rules);
                ApplicatorKeywords.Read(this, rules);
            }

            if (Dialect.IsModern && Dialect.HasUnevaluated)
            {
                schema.Unevaluated = UnevaluatedKeywords.Read(this);
            }
        }

        schema.Rules = [.. rules];
    }
}
