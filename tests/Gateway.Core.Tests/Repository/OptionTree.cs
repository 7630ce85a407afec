using System.Reflection;

namespace Gateway.Core.Tests.Repository;

/// <summary>Every option below an options class, by its path in configuration; "*" stands for the name of a definition.</summary>
internal static class OptionTree
{
    public static IEnumerable<Option> Walk(Type type) => Walk(type, "", isInDefinition: false, owner => owner);

    /// <summary>The T of a dictionary of definitions, else null; a dictionary of texts is one option.</summary>
    public static Type? GetDefinitionType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>) && !IsLeaf(type.GetGenericArguments()[1])
            ? type.GetGenericArguments()[1]
            : null;

    public static bool IsLeaf(Type type) =>
        type.Assembly != typeof(Core.Hosting.ApiGatewayOptions).Assembly || type.IsEnum ? GetDefinitionType(type) is null : false;

    private static IEnumerable<Option> Walk(Type type, string path, bool isInDefinition, Func<object, object?> read)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var own = path + property.Name;
            object? Read(object root) => read(root) is { } owner ? property.GetValue(owner) : null;
            var next = GetDefinitionType(property.PropertyType);
            var options =
                next is not null ? Walk(next, own + ":*:", isInDefinition: true, _ => Activator.CreateInstance(next))
                : IsLeaf(property.PropertyType) ? [new Option(own, isInDefinition, Read)]
                : isInDefinition ? Walk(property.PropertyType, own + ":", isInDefinition, _ => Activator.CreateInstance(property.PropertyType))
                : Walk(property.PropertyType, own + ":", isInDefinition, Read);
            foreach (var option in options)
            {
                yield return option;
            }
        }
    }

    internal sealed record Option(string Path, bool IsInDefinition, Func<object, object?> Read)
    {
        /// <summary>The value in a new definition.</summary>
        public object? Default => Read(new object());
    }
}
