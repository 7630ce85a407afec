using System.Reflection;
using System.Reflection.Emit;
using System.Text.Json.Serialization;

namespace Gateway.Core.Tests.Validation.Types;

/// <summary>Types of which each has a member of the next.</summary>
internal static class TypeChain
{
    public static Type Define(int count)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Chain"), AssemblyBuilderAccess.Run).DefineDynamicModule("Chain");
        var last = typeof(string);
        for (var i = 0; i < count; i++)
        {
            var type = module.DefineType($"Link{i}", TypeAttributes.Public);
            type.DefineField("Next", last, FieldAttributes.Public)
                .SetCustomAttribute(new CustomAttributeBuilder(typeof(JsonIncludeAttribute).GetConstructor([])!, []));
            last = type.CreateType();
        }

        return last;
    }
}
