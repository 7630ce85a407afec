using Gateway.Core.Validation.Formats.Idn;
using Xunit;

namespace Gateway.Core.Tests.Validation.Formats.Idn;

public class JoiningTests
{
    private const int NonJoiner = 0x200C;

    [Theory]
    [InlineData(new[] { 0x628, NonJoiner, 0x628 }, true)]
    [InlineData(new[] { 0x628, NonJoiner, 0x627 }, true)]
    [InlineData(new[] { 0x627, NonJoiner, 0x628 }, false)]
    [InlineData(new[] { 0x628, NonJoiner }, false)]
    [InlineData(new[] { NonJoiner, 0x628 }, false)]
    [InlineData(new[] { 'a', NonJoiner, 0x628 }, false)]
    [InlineData(new[] { 0xA872, NonJoiner, 0x628 }, true)]
    [InlineData(new[] { 0x628, NonJoiner, 0xA872 }, false)]
    public void IsBetweenJoiningLetters_Letters_AreThoseThatWouldJoin(int[] label, bool expected) =>
        Assert.Equal(expected, Joining.IsBetweenJoiningLetters(label, Array.IndexOf(label, NonJoiner)));

    [Fact]
    public void IsBetweenJoiningLetters_MarksBetween_AreLookedThrough() =>
        Assert.True(Joining.IsBetweenJoiningLetters([0x628, 0x64B, 0x64C, NonJoiner, 0x64D, 0x628], 3));

    [Theory]
    [InlineData(0x94D, true)]
    [InlineData(0x1612F, true)]
    [InlineData(0x915, false)]
    [InlineData(0x94C, false)]
    public void IsAfterVirama_CodePointBefore_IsOfClass9(int before, bool expected) =>
        Assert.Equal(expected, Joining.IsAfterVirama([0x915, before, NonJoiner], 2));
}
