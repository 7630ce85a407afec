using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Core.Validation.Types;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.Core.Tests.Validation.Types;

public class TypeSchemaFailureTests
{
    private const string Own = "Gateway.Core.Tests.Validation.Types.TypeSchemaFailureTests";

    [Theory]
    [InlineData(typeof(IFormFile))]
    [InlineData(typeof(FormFileCollection))]
    [InlineData(typeof(MemoryStream))]
    [InlineData(typeof(PipeReader))]
    [InlineData(typeof(CancellationToken))]
    [InlineData(typeof(HttpContext))]
    public void Create_TypeThatIsNotReadFromJson_Throws(Type type)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Create(type));

        Assert.Equal(
            $"No JSON Schema can be made of {type.FullName}: it is of type {type.FullName}, "
            + "which is never read from JSON; describe the type of the body itself.",
            exception.Message);
    }

    [Theory]
    [InlineData(typeof(Holder<IDisposable>), "System.IDisposable, which is abstract; bind a class")]
    [InlineData(typeof(Holder<Type>), "System.Type, which System.Text.Json refuses to bind")]
    [InlineData(typeof(Holder<Action>), "System.Action, which System.Text.Json refuses to bind")]
    [InlineData(typeof(Holder<int[,]>), "System.Int32[,], which System.Text.Json refuses to bind")]
    [InlineData(typeof(Holder<Stream>), "System.IO.Stream, which is never read from JSON")]
    [InlineData(typeof(Holder<List<Hidden>>), $"{Own}.Hidden, which has no constructor for System.Text.Json")]
    [InlineData(typeof(Holder<Unmatched>), $"{Own}.Unmatched, which has no constructor for System.Text.Json")]
    [InlineData(
        typeof(Holder<BlockingCollection<int>>),
        "System.Collections.Concurrent.BlockingCollection<System.Int32>, a collection that System.Text.Json writes but cannot read")]
    [InlineData(typeof(Holder<Dictionary<Holder<int>, int>>), $"{Own}.Holder<System.Int32>, which cannot be the key of a dictionary")]
    public void Create_MemberThatCannotBeBound_SaysWhereAndWhatWouldBeRight(Type type, string reason)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Create(type));

        Assert.StartsWith($"No JSON Schema can be made of {Own}.Holder<", exception.Message);
        Assert.Contains($".Value is of type {reason}", exception.Message);
    }

    [Fact]
    public void Create_TypeThatTheSerializerRefuses_SaysItsReason() => Assert.StartsWith(
        $"No JSON Schema can be made of {Own}.Colliding: it is of type {Own}.Colliding, which System.Text.Json cannot bind: The JSON property name for",
        Assert.Throws<InvalidOperationException>(() => Create(typeof(Colliding))).Message);

    [Theory]
    [InlineData(typeof(LenientMember), "LenientMember.Value is of type System.Int32", "AllowReadingFromString, WriteAsString")]
    [InlineData(typeof(Holder<LenientType>), "Holder<Gateway.Core.Tests.Validation.Types.TypeSchemaFailureTests.LenientType>.Value is of type", "AllowReadingFromString")]
    public void Create_NumbersReadOtherwiseThanByTheOptions_SaysWhere(Type type, string place, string handling)
    {
        var strict = TypeContract.Web(options => options.NumberHandling = JsonNumberHandling.Strict);

        var exception = Assert.Throws<InvalidOperationException>(() => TypeSchema.Create(type, strict, allowUnknownMembers: false));

        Assert.Contains(place, exception.Message);
        Assert.Contains($"({handling}) than the serializer's options (Strict)", exception.Message);
        Assert.NotEmpty(TypeSchema.Create(type, TypeContract.Web(), allowUnknownMembers: false));
    }

    [Fact]
    public void Create_TypesThatNestTooDeep_Throws() => Assert.Contains(
        "whose members nest through more than 256 types",
        Assert.Throws<InvalidOperationException>(() => Create(TypeChain.Define(300))).Message);

    [Fact]
    public void Create_RangeOfABoundThatIsNoNumber_Throws()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Create(typeof(Mistaken)));

        Assert.Equal(
            $"No JSON Schema can be made of {Own}.Mistaken: {Own}.Mistaken.Price is of type System.Decimal, "
            + "and its [Range] has the bound '1,5', which is no number; write it as 1234.5.",
            exception.Message);
    }

    [Fact]
    public void Create_PreservedReferences_Throws()
    {
        var exception = Assert.Throws<InvalidOperationException>(() =>
            TypeSchema.Create(typeof(Holder<int>), new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.Preserve }, false));

        Assert.Contains("ReferenceHandler", exception.Message);
    }

    private static string Create(Type type) => TypeSchema.Create(type, TypeContract.Web(), allowUnknownMembers: false);

    internal sealed class Holder<T>
    {
        public T? Value { get; set; }
    }

    internal sealed class Hidden
    {
        private Hidden()
        {
        }
    }

    internal sealed class Unmatched(int x, int other)
    {
        public int X { get; } = x + other;
    }

    internal sealed class Colliding
    {
        public int A { get; set; }

        [JsonPropertyName("a")]
        public int B { get; set; }
    }

    internal sealed class Mistaken
    {
        [Range(typeof(decimal), "1,5", "2")]
        public decimal Price { get; set; }
    }

    internal sealed class LenientMember
    {
        [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
        public int Value { get; set; }
    }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    internal sealed class LenientType
    {
        public int Value { get; set; }
    }
}
