using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Gateway.Core.Validation.Types.Values;

/// <summary>
/// What a member's DataAnnotations demand of its value. Those that JSON Schema has no keyword for ([Phone], [CreditCard], [Compare],
/// [CustomValidation], IValidatableObject, a [Range] of dates) say nothing here: they remain with the app.
/// </summary>
internal static class AnnotationSchemas
{
    private const string Email = @"^[^@\r\n]+@[^@\r\n]+$";
    private const string Url = "^(?:[Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp])://";

    public static void Apply(JsonSchema schema, BindingMember member, BindingContract contract)
    {
        foreach (var attribute in member.Attributes)
        {
            ApplyLength(schema, member, contract, attribute);
            ApplyValues(schema, member, contract, attribute);
            if (member.Type == typeof(string) || member.Type == typeof(Uri) || member.Type == typeof(char))
            {
                ApplyText(schema, member, attribute);
            }
            else if (attribute is RangeAttribute range && ((schema.Type & (JsonObjectType.Integer | JsonObjectType.Number)) != 0))
            {
                RangeSchemas.Apply(schema, range, member, contract);
            }
        }
    }

    private static void ApplyText(JsonSchema schema, BindingMember member, Attribute attribute)
    {
        switch (attribute)
        {
            case UrlAttribute:
                schema.AddPattern(Url);
                break;
            case RegularExpressionAttribute expression when member.Type != typeof(Uri):
                // A pattern searches, the attribute matches the whole; and it lets the empty text pass, as [Required] is there for that.
                schema.AddPattern($"^(?:{expression.Pattern})?$");
                break;
            case RequiredAttribute { AllowEmptyStrings: false } when member.Type == typeof(string):
                schema.LimitLength(1, null);
                schema.AddPattern(@"\S");
                break;
            case EmailAddressAttribute when member.Type == typeof(string):
                // Not the format of this name, which takes less: the attribute wants one @ and something on both sides.
                schema.AddPattern(Email);
                break;
            case Base64StringAttribute when member.Type == typeof(string):
                schema.AddPattern(ScalarSchemas.Base64);
                break;
        }
    }

    private static void ApplyLength(JsonSchema schema, BindingMember member, BindingContract contract, Attribute attribute)
    {
        var (least, most) = GetLength(member, attribute);
        switch (contract.GetShape(member.Type))
        {
            case BindingShape.Scalar when member.Type == typeof(string):
                schema.LimitLength(least, most);
                break;
            case BindingShape.Scalar when member.Type == typeof(byte[]):
                // Bytes, of which four characters hold three. Blanks, which may stand between them, count here.
                schema.LimitLength(ToBase64Length(least), ToBase64Length(most));
                break;
            case BindingShape.Array:
                schema.LimitCount("Items", least, most);
                break;
            case BindingShape.Dictionary:
                schema.LimitCount("Properties", least, most);
                break;
        }
    }

    private static int? ToBase64Length(int? bytes) => bytes is { } count ? (int)Math.Min(((count + 2L) / 3) * 4, int.MaxValue) : null;

    private static (int? Least, int? Most) GetLength(BindingMember member, Attribute attribute)
    {
        (int Least, int? Most) length = attribute switch
        {
            StringLengthAttribute text when member.Type == typeof(string) => (text.MinimumLength, text.MaximumLength),
            MinLengthAttribute minimum => (minimum.Length, null),
            MaxLengthAttribute { Length: >= 0 } maximum => (0, maximum.Length),
            LengthAttribute both => (both.MinimumLength, both.MaximumLength),
            _ => default,
        };
        return (length.Least > 0 ? length.Least : null, length.Most);
    }

    private static void ApplyValues(JsonSchema schema, BindingMember member, BindingContract contract, Attribute attribute)
    {
        if (contract.GetShape(member.Type) != BindingShape.Scalar || schema.Type == JsonObjectType.None)
        {
            return;
        }

        if (attribute is AllowedValuesAttribute allowed)
        {
            KeepNull(schema, allowed.Values.Contains(null));
            schema.Enumeration.Clear();
            Add(schema, allowed.Values, contract);
        }
        else if (attribute is DeniedValuesAttribute denied)
        {
            KeepNull(schema, !denied.Values.Contains(null));
            schema.Not = new JsonSchema();
            Add(schema.Not, denied.Values, contract);
        }
    }

    private static void KeepNull(JsonSchema schema, bool isAccepted)
    {
        if (!isAccepted)
        {
            schema.Type &= ~JsonObjectType.Null;
        }
    }

    private static void Add(JsonSchema schema, object?[] values, BindingContract contract)
    {
        foreach (var value in values)
        {
            var json = JsonSerializer.SerializeToElement(value, contract.Options);
            schema.Enumeration.Add(json.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => json.GetString(),
                _ => new JRaw(json.GetRawText()),
            });
        }
    }
}
