using System.ComponentModel.DataAnnotations;

namespace Gateway.Core.Tests.Validation.Types;

/// <summary>One member for each annotation, named after it.</summary>
internal sealed class Annotated
{
    [Required]
    public string? Required { get; set; }

    [Required(AllowEmptyStrings = true)]
    public string? RequiredEmpty { get; set; }

    [Range(1, 10)]
    public int Int { get; set; } = 1;

    [Range(1, 1000)]
    public byte Byte { get; set; } = 1;

    [Range(0.5, 1.5)]
    public double Double { get; set; } = 1;

    [Range(1, 10)]
    public double Rounded { get; set; } = 1;

    [Range(0, double.MaxValue)]
    public double Unbounded { get; set; }

    [Range(typeof(decimal), "0.01", "999.99")]
    public decimal Decimal { get; set; } = 1;

    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Exclusive { get; set; } = 0.5;

    [Range(1, 10)]
    public int? NullableInt { get; set; }

    [Range(typeof(DateOnly), "2026-01-01", "2026-12-31")]
    public DateOnly Dates { get; set; } = new(2026, 3, 4);

    [Range(1, 10)]
    public string? TextRange { get; set; }

    [StringLength(4, MinimumLength = 2)]
    public string? StringLength { get; set; }

    [MinLength(2)]
    [MaxLength(4)]
    public string? MinMax { get; set; }

    [Length(2, 4)]
    public string? Length { get; set; }

    [MinLength(1)]
    [MaxLength(2)]
    public int[]? Array { get; set; }

    [Length(1, 2)]
    public List<int>? List { get; set; }

    [Length(1, 1)]
    public Dictionary<string, int>? Map { get; set; }

    [RegularExpression("A|B+")]
    public string? Expression { get; set; }

    [EmailAddress]
    public string? Email { get; set; }

    [Url]
    public string? Url { get; set; }

    [Url]
    public Uri? Uri { get; set; }

    [Phone]
    public string? Phone { get; set; }

    [AllowedValues("a", "b")]
    public string? Allowed { get; set; }

    [AllowedValues(1, 3)]
    public int AllowedNumber { get; set; } = 1;

    [DeniedValues("a", "b")]
    public string? Denied { get; set; }

    [DeniedValues("a", null)]
    public string? DeniedNull { get; set; }

    [Base64String]
    public string? Base64 { get; set; }

    [Length(2, 6)]
    public byte[]? Bytes { get; set; }

    [AllowedValues(ConsoleColor.Red, ConsoleColor.Yellow)]
    public ConsoleColor? Color { get; set; }

    [DeniedValues(ConsoleColor.Red)]
    public ConsoleColor NotColor { get; set; }

    [Required]
    public AnnotatedChild? Child { get; set; }
}

internal sealed class AnnotatedChild
{
    public int Int { get; set; }
}
