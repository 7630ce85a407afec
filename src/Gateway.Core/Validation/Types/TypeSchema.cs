using System.Text.Json;

namespace Gateway.Core.Validation.Types;

/// <summary>
/// The JSON Schema of a C# type, as its binder reads it. Only this folder names NJsonSchema, so that an app without such schemas never loads it.
/// </summary>
/// <remarks>
/// Other than the type's annotations it counts the length of a text in code points, not in UTF-16. It does not have what JSON Schema has no keyword
/// for: [Compare], [CustomValidation], [Phone], [CreditCard], IValidatableObject and attributes of the app's own remain with the app. A member
/// that has only a getter is unknown, because the binder does not read it.
/// </remarks>
internal static class TypeSchema
{
    /// <summary>Draft 4 text that accepts what the binder and the type's annotations accept; the same text for the same type and options.</summary>
    /// <param name="type">What the body is bound to.</param>
    /// <param name="options">The binder's; they are not changed and not made read-only.</param>
    /// <param name="allowUnknownMembers">Whether an object may have members that its type does not have.</param>
    /// <exception cref="InvalidOperationException">The type, or one that it is made of, cannot be bound or described.</exception>
    public static string Create(Type type, JsonSerializerOptions options, bool allowUnknownMembers)
    {
        var contract = new BindingContract(type, options, allowUnknownMembers);
        return SchemaText.Write(new BindingSchemaGenerator(contract).Create());
    }
}
