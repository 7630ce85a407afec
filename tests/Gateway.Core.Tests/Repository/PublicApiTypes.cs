using System.Reflection;
using System.Runtime.CompilerServices;

namespace Gateway.Core.Tests.Repository;

/// <summary>Writes types as code does: keywords, generic arguments, and which references may be null.</summary>
internal static class PublicApiTypes
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    // A caller sees what these change; the others are the compiler's own.
    private static readonly string[] Shown = ["AttributeUsage", "Flags", "Obsolete", "Experimental", "RequiresUnreferencedCode", "RequiresDynamicCode"];

    public static bool IsDelegate(Type type) => typeof(Delegate).IsAssignableFrom(type);

    public static string NameOf(Type type) => type.Name.Split('`')[0];

    public static string WriteHeader(Type type)
    {
        var attributes = WriteAttributes(type, "\n");
        if (IsDelegate(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"{attributes}public delegate {Write(invoke.ReturnParameter)} {Write(type)}({PublicApiText.WriteParameters(invoke)})";
        }

        var bases = GetBases(type).Select(Write).ToList();
        return $"{attributes}public {GetKind(type)} {Write(type)}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}{WriteConstraints(type.GetGenericArguments())}";
    }

    public static string WriteAttributes(MemberInfo member, string separator = " ") => string.Concat(member.GetCustomAttributesData()
        .Select(attribute => (Name: attribute.AttributeType.Name[..^"Attribute".Length], Text: attribute.ToString()))
        .Where(attribute => Shown.Contains(attribute.Name))
        .OrderBy(attribute => attribute.Name, StringComparer.Ordinal)
        .Select(attribute => $"[{attribute.Name}{Arguments(attribute.Text)}]{separator}"));

    public static string Write(ParameterInfo parameter) => Write(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    public static string Write(PropertyInfo property) => Write(property.PropertyType, new NullabilityInfoContext().Create(property));

    public static string Write(FieldInfo field) => Write(field.FieldType, new NullabilityInfoContext().Create(field));

    public static string Write(EventInfo item) => Write(item.EventHandlerType!, new NullabilityInfoContext().Create(item));

    public static string WriteArguments(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    public static string WriteConstraints(MethodInfo method) => method.IsGenericMethod ? WriteConstraints(method.GetGenericArguments()) : "";

    private static string WriteConstraints(Type[] arguments) => string.Concat(arguments.Where(argument => argument.IsGenericParameter).Select(argument =>
    {
        var flags = argument.GenericParameterAttributes;
        var names = new List<string>();
        if (flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
        {
            names.Add("struct");
        }
        else if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            names.Add("class");
        }

        names.AddRange(argument.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Write));
        if (flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !names.Contains("struct"))
        {
            names.Add("new()");
        }

        return names.Count == 0 ? "" : $" where {argument.Name} : {string.Join(", ", names)}";
    }));

    private static string Write(Type type) => Write(type, null);

    private static string Write(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
        {
            return Write(type.GetElementType()!, nullability?.ElementType ?? nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Write(underlying) + "?";
        }

        var mayBeNull = nullability is { ReadState: NullabilityState.Nullable } && !type.IsValueType ? "?" : "";
        if (type.IsArray)
        {
            return $"{Write(type.GetElementType()!, nullability?.ElementType)}[]{mayBeNull}";
        }

        if (type.IsGenericParameter)
        {
            return type.Name + mayBeNull;
        }

        var name = Keywords.GetValueOrDefault(type)
            ?? (type.DeclaringType is { } outer ? $"{Write(outer)}." : $"{type.Namespace}.") + NameOf(type);
        var arguments = type.GetGenericArguments().Select((argument, index) =>
            Write(argument, nullability is { GenericTypeArguments: var known } && index < known.Length ? known[index] : null)).ToList();
        return name + (arguments.Count == 0 ? "" : $"<{string.Join(", ", arguments)}>") + mayBeNull;
    }

    private static string GetKind(Type type)
    {
        var isRecord = type.GetMethod("<Clone>$") is not null
            || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);
        return type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (isRecord ? "record struct" : "struct"),
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (isRecord ? "record" : "class"),
        };
    }

    /// <summary>The base class and the interfaces that neither it nor another interface brings along.</summary>
    private static IEnumerable<Type> GetBases(Type type)
    {
        if (type.IsEnum)
        {
            return [];
        }

        var all = type.GetInterfaces().Where(item => item.IsVisible && !IsOfRecord(type, item)).ToList();
        var implied = all.SelectMany(item => item.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []).ToHashSet();
        var own = all.Where(item => !implied.Contains(item)).OrderBy(item => item.FullName, StringComparer.Ordinal);
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? own.Prepend(parent) : own;
    }

    private static bool IsOfRecord(Type type, Type item) =>
        item.IsGenericType && item.GetGenericTypeDefinition() == typeof(IEquatable<>) && item.GetGenericArguments()[0] == type;

    private static string Arguments(string attribute)
    {
        var arguments = attribute[(attribute.IndexOf('(', StringComparison.Ordinal))..].TrimEnd(']');
        return arguments == "()" ? "" : arguments;
    }
}
