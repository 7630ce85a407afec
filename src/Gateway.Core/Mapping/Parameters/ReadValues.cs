using System.Runtime.CompilerServices;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Parameters;

/// <summary>The values of an endpoint's mappings between reading and writing, on the stack where they are few.</summary>
internal ref struct ReadValues
{
    private Few _few;
    private readonly StringValues[]? _many;

    public ReadValues(int count) => _many = count > Few.Length ? new StringValues[count] : null;

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ref StringValues this[int index]
    {
        get
        {
            if (_many is not null)
            {
                return ref _many[index];
            }

            return ref _few[index];
        }
    }

    [InlineArray(Length)]
    private struct Few
    {
        public const int Length = 8;

        private StringValues _first;
    }
}
