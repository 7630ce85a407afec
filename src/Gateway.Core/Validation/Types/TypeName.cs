namespace Gateway.Core.Validation.Types;

internal static class TypeName
{
    /// <summary>As C# writes it: <c>Shop.Page&lt;Shop.Order&gt;</c>.</summary>
    public static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Of(underlying)}?";
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        var name = (type.IsGenericType ? type.GetGenericTypeDefinition().FullName : type.FullName) ?? type.Name;
        return type.IsGenericType
            ? $"{name.Split('`')[0].Replace('+', '.')}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
            : name.Replace('+', '.');
    }
}
