using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Gateway.Core.Tests.Repository;

/// <summary>Writes what an assembly shows to the outside, one line per member, in the words of the language and in a stable order.</summary>
internal static class PublicApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["op_LessThan"] = "<",
        ["op_GreaterThan"] = ">",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThanOrEqual"] = ">=",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_Implicit"] = "implicit",
        ["op_Explicit"] = "explicit",
    };

    public static string Write(Assembly assembly) => Write(assembly, assembly.GetExportedTypes());

    public static string Write(Assembly assembly, IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (var type in types.Where(type => type.Assembly == assembly).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(PublicApiTypes.WriteHeader(type)).Append('\n');
            foreach (var line in type.IsEnum ? WriteValues(type) : PublicApiTypes.IsDelegate(type) ? [] : WriteMembers(type))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    public static string WriteParameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(WriteParameter));

    private static IEnumerable<string> WriteValues(Type type) => Enum.GetNames(type)
        .Select(name => (Name: name, Value: Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)))
        .OrderBy(member => member.Value).Select(member => $"{member.Name} = {member.Value}");

    private static IEnumerable<string> WriteMembers(Type type)
    {
        var constructors = type.GetConstructors(Declared).Where(IsShown).Where(IsWritten)
            .Select(constructor => (type.Name, Text: $"{Access(constructor)} {PublicApiTypes.NameOf(type)}({WriteParameters(constructor)})"));
        var fields = type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily)
            .Select(field => (field.Name, Text: WriteField(field)));
        var events = type.GetEvents(Declared).Where(item => IsShown(item.AddMethod!))
            .Select(item => (item.Name, Text: $"{Access(item.AddMethod!)} event {PublicApiTypes.Write(item)} {item.Name}"));
        var properties = type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsShown) && property.Name != "EqualityContract")
            .Select(property => (property.Name, Text: WriteProperty(property)));
        var methods = type.GetMethods(Declared).Where(IsShown).Where(IsWritten)
            .Where(method => !method.IsSpecialName || Operators.ContainsKey(method.Name))
            .Select(method => (method.Name, Text: WriteMethod(method)));
        return ((IEnumerable<IEnumerable<(string Name, string Text)>>)[constructors, fields, events, properties, methods])
            .SelectMany(group => group.OrderBy(member => Operators.ContainsKey(member.Name)).ThenBy(member => member.Name, StringComparer.Ordinal)
                .ThenBy(member => member.Text, StringComparer.Ordinal).Select(member => member.Text));
    }

    private static bool IsShown(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>What a record has by being one is not written.</summary>
    private static bool IsWritten(MethodBase method) => method.GetCustomAttribute<CompilerGeneratedAttribute>() is null;

    private static string Access(MethodBase method)
    {
        var access = method.IsPublic ? "public" : "protected";
        var isOfInterface = method.DeclaringType!.IsInterface;
        return method switch
        {
            { IsStatic: true } => access + (method.IsConstructor ? "" : " static"),
            { IsAbstract: true } => access + (isOfInterface ? "" : " abstract"),
            MethodInfo { IsVirtual: true } info when info.GetBaseDefinition() != info => access + " override",
            { IsVirtual: true, IsFinal: false } => access + " virtual",
            _ => access,
        };
    }

    private static string WriteField(FieldInfo field) =>
        (field.IsPublic ? "public " : "protected ")
        + (field.IsLiteral ? "const " : field.IsStatic ? "static " : "")
        + (field.IsInitOnly ? "readonly " : "")
        + $"{PublicApiTypes.Write(field)} {field.Name}"
        + (field.IsLiteral ? " = " + WriteValue(field.GetRawConstantValue(), field.FieldType) : "");

    private static string WriteProperty(PropertyInfo property)
    {
        var first = property.GetAccessors(nonPublic: true).Where(IsShown).OrderByDescending(accessor => accessor.IsPublic).First();
        var required = property.GetCustomAttribute<RequiredMemberAttribute>() is null ? "" : "required ";
        var accessors = property.GetAccessors(nonPublic: true).Where(IsShown)
            .OrderBy(accessor => accessor == property.SetMethod)
            .Select(accessor => (first.IsPublic && !accessor.IsPublic ? "protected " : "") + WriteAccessor(property, accessor));
        return $"{Access(first)} {required}{PublicApiTypes.Write(property)} {property.Name} {{ {string.Join(" ", accessors)} }}";
    }

    private static string WriteAccessor(PropertyInfo property, MethodInfo accessor) =>
        accessor == property.GetMethod ? "get;"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;"
        : "set;";

    private static string WriteMethod(MethodInfo method)
    {
        var name = Operators.TryGetValue(method.Name, out var sign) ? "operator " + sign : method.Name;
        return $"{PublicApiTypes.WriteAttributes(method)}{Access(method)} {PublicApiTypes.Write(method.ReturnParameter)} {name}"
            + $"{PublicApiTypes.WriteArguments(method)}({WriteParameters(method)}){PublicApiTypes.WriteConstraints(method)}";
    }

    private static string WriteParameter(ParameterInfo parameter)
    {
        var isFirstOfExtension = parameter.Position == 0 && parameter.Member.IsDefined(typeof(ExtensionAttribute));
        var isParams = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
        var passing = isFirstOfExtension ? "this " : parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? parameter.IsIn ? "in " : "ref " : "";
        var value = parameter.HasDefaultValue ? " = " + WriteValue(parameter.DefaultValue, parameter.ParameterType) : "";
        return $"{(isParams ? "params " : "")}{passing}{PublicApiTypes.Write(parameter)} {parameter.Name}{value}";
    }

    private static string WriteValue(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ when type.IsEnum => $"{type.Name}.{Enum.ToObject(type, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
