using System.Globalization;
using System.Text;
using System.Text.Json;
using Scriban;
using Scriban.Runtime;
using Xunit;

namespace Gateway.Core.Tests.Mapping.Templates;

/// <summary>Where JSON is not involved, what we print is what Scriban's interpreter prints.</summary>
public class TemplateDifferentialTests
{
    private static readonly string[] Templates =
    [
        "{{ b.i }} {{ b.f }} {{ b.t }} {{ b.x }} {{ b.n }} {{ b.missing }} {{ b.o.i }} {{ b.o.none.deep }}",
        "{{ b.i + b.j }} {{ b.i - b.j }} {{ b.i * b.j }} {{ b.i / 7 }} {{ b.i // 7 }} {{ b.i % 7 }} {{ -b.i }} {{ +b.j }}",
        "{{ b.i + b.f }} {{ b.f * b.j }} {{ b.f - 0.1 }} {{ b.f / b.i }} {{ b.f // 3 }} {{ b.f % 3 }} {{ (b.i + b.j) * 2 }}",
        "{{ b.i == b.j }} {{ b.i != b.j }} {{ b.i < b.j }} {{ b.i <= b.j }} {{ b.i > b.j }} {{ b.i >= b.f }} {{ b.i == 1.0 }}",
        "{{ b.t + b.i }} {{ b.i + b.t }} {{ b.t + null }} {{ b.t == 'ab' }} {{ b.t < 'm' }} {{ b.t >= b.u }} {{ b.t * 3 }} "
            + "{{ 2 * b.u }} {{ b.i == '5' }}",
        "{{ null + 1 }}|{{ b.n == null }} {{ b.n < 1 }} {{ b.n != b.t }} {{ b.n ?? 'else' }} {{ b.i ?! 'then' }} "
            + "{{ b.x ? 'yes' : 'no' }} {{ !b.x }} {{ !b.i }}",
        "{{ b.x && b.i > 0 }} {{ b.x || b.n }} {{ b.x + 1 }} {{ b.x == true }} {{ 1 == b.x }} {{ b.n && b.t }} {{ b.t || b.n }}",
        "{{ 1 << 10 }} {{ 1024 >> 3 }} {{ b.i << 3 }} {{ b.i >> 1 }} {{ b.f << 2 }}",
        "{{ if b.x }}a{{ else if b.i > 10 }}b{{ else }}c{{ end }}{{ if b.l }}list{{ end }}{{ if '' }}text{{ end }}{{ if 0 }}zero{{ end }}",
        "{{ case b.t }}{{ when 'ab', 'c' }}1{{ when b.u }}2{{ when null }}n{{ else }}3{{ end }}{{ case b.i }}\n{{ when 1, 2, 3 }}low{{ else }}{{ case b.x }}{{ when true }}t{{ end }}{{ end }}",
        "{{ for x in b.l }}{{ for.index }}{{ for.first }}{{ for.last }}{{ for.even }}{{ for.odd }}{{ for.length }}{{ for.rindex }}:{{ x }};{{ else }}none{{ end }}",
        "{{ for x in b.l limit: 2 }}{{ x }},{{ end }}{{ for x in b.l offset: 1 }}{{ x }},{{ end }}{{ for x in b.l reversed }}{{ x }},{{ end }}{{ for x in b.l offset:1 limit:2 reversed }}{{ x }}{{ for.last }}{{ else }}e{{ end }}",
        "{{ for x in b.o }}{{ x.key }}={{ x.value }};{{ end }}{{ for x in b.missing }}a{{ else }}b{{ end }}{{ for x in [] }}a{{ else }}b{{ end }}",
        "{{ for x in b.l }}{{ if x == b.i }}{{ continue }}{{ end }}{{ if for.index > 3 }}{{ break }}{{ end }}{{ for y in b.l }}{{ y }}{{ for.index }}{{ if for.index > 1; break; end }}{{ end }}|{{ for.index }}{{ end }}",
        "{{ for i in 1..4 }}{{ i }}{{ end }}{{ for i in 4..<1 }}{{ i }}{{ for.last }}{{ end }}{{ for i in 2..<2 }}x{{ else }}y{{ end }}{{ (1..5) | array.join '-' }}",
        "{{ x = 0 }}{{ while x < 5 }}{{ while.index }}{{ x = x + 2 }}{{ if x == 4; continue; end }}w{{ end }}{{ x }}{{ while true }}{{ break }}{{ end }}",
        "{{ x = 1; x += 2; x *= 5; x -= 1; x //= 2; x %= 4 }}{{ x }}{{ $y = b.t }}{{ $y }}{{ y }}{{ for x in b.l }}{{ y = x }}{{ end }}{{ x }}{{ y }}",
        "{{ capture c }}<{{ b.t }}{{ for x in b.l }}{{ x }}{{ end }}>{{ end }}{{ c }}{{ c }}{{ c | string.size }}",
        "a \n {{- b.i -}} \n c {{~ b.j ~}} \n d\n{{~ if b.x ~}}\n x\n{{~ end ~}}\nend",
        "{{ b.t | string.upcase }} {{ b.t | string.downcase }} {{ b.t | string.capitalize }} {{ b.t | string.append b.u }} "
            + "{{ b.t | string.prepend b.u }} {{ string.append b.i b.t }}",
        "{{ b.t | string.replace 'a' 'xyz' }} {{ b.t | string.replace_first 'B' 'y' }} {{ b.t | string.remove 'b' }} "
            + "{{ b.t | string.remove_first 'b' }} {{ b.t | string.remove_last 'b' }}",
        "{{ b.t | string.contains 'b' }} {{ b.t | string.starts_with 'a' }} {{ b.t | string.ends_with 'b' }} "
            + "{{ b.n | string.contains 'x' }} {{ b.t | string.contains '' }} {{ b.t | string.equals_ignore_case 'AB' }}",
        "{{ b.t | string.size }} {{ b.n | string.size }} {{ b.t | string.slice 1 }} {{ b.t | string.slice 0 2 }} "
            + "{{ b.t | string.slice (-2) }} {{ b.t | string.slice1 0 }} {{ b.t | string.truncate 4 }} {{ b.t | string.truncate 3 '.' }}",
        "[{{ '  x y ' | string.strip }}] [{{ '  x ' | string.lstrip }}] [{{ '  x ' | string.rstrip }}] [{{ b.n | string.strip }}] [{{ 'a\nb' | string.strip_newlines }}] [{{ 'x' | string.pad_left 4 }}] [{{ b.t | string.pad_right 9 }}]",
        "{{ b.t | string.split 'b' | array.join ',' }} {{ b.t | string.split '' | array.size }} "
            + "{{ b.n | string.split ',' | array.size }} {{ '12' | string.to_int }} {{ 'x' | string.to_int }} "
            + "{{ '99999999999' | string.to_long }} {{ '1.25' | string.to_double }}",
        "{{ b.t | string.base64_encode }} {{ b.t | string.base64_encode | string.base64_decode }} {{ b.t | string.empty }} "
            + "{{ '' | string.whitespace }} {{ b.i | string.pluralize 'one' 'more' }}",
        "{{ b.l | array.size }} {{ b.l | array.first }} {{ b.l | array.last }} {{ b.l | array.join ', ' }} "
            + "{{ b.l | array.reverse | array.join ' ' }} {{ b.n | array.size }} {{ b.n | array.first }}",
        "{{ b.ints | array.sort | array.join ' ' }} {{ b.words | array.sort | array.join ' ' }} "
            + "{{ b.ints | array.uniq | array.join ' ' }} {{ b.words | array.uniq | array.join ' ' }}",
        "{{ b.l | array.compact | array.size }} {{ b.l | array.limit 2 | array.join ',' }} "
            + "{{ b.l | array.offset 2 | array.join ',' }} {{ b.l | array.concat b.ints | array.size }} "
            + "{{ b.l | array.add b.t | array.last }} {{ b.ints | array.contains 3 }} {{ b.words | array.contains b.t }}",
        "{{ b.objects | array.map 'k' | array.join ',' }} {{ b.objects | array.sort 'k' | array.map 'v' | array.join ',' }} "
            + "{{ b.objects[0].k }} {{ b.objects[-1]['v'] }} {{ b.l[b.i % 3] }} {{ b['t'] }} {{ b.o[b.u] }}",
        "{{ b.i | math.abs }} {{ b.f | math.ceil }} {{ b.f | math.floor }} {{ b.f | math.round }} {{ b.f | math.round 2 }} "
            + "{{ b.n | math.abs }} {{ b.i | math.plus 2 }} {{ b.i | math.minus b.f }} {{ b.i | math.times 3 }} {{ b.i | math.modulo 4 }}",
        "{{ b.i | math.divided_by 3 }} {{ b.f | math.divided_by 4 }} {{ b.i | math.divided_by 2.5 }} {{ b.i | math.is_number }} "
            + "{{ b.t | math.is_number }}",
        "{{ b.o | object.keys | array.join ',' }} {{ b.o | object.values | array.join ',' }} {{ b.o | object.has_key 'i' }} "
            + "{{ b.o | object.has_value 'none' }} {{ b.o | object.size }} {{ b.t | object.size }} {{ b.n | object.default 'd' }} "
            + "{{ '' | object.default 'd' }} {{ b.t | object.default 'd' }}",
        "{{ b.l.size }} {{ b.t.size }} {{ y = 'abc' }}{{ y[0] }}{{ y[-1] }} "
            + "{{ x = [b.i, b.t, null] }}{{ x[1] }}{{ x = [1, 2] }}{{ x[0] }}{{ x | array.add 3 | array.join '' }}",
        "{%{ {{ raw }} }%}{{# comment }}{{ ## another ## }}{{ b.i }}",
        "{{ b.t | string.upcase | string.append '!' | string.size | math.plus 1 | math.times 2 }} {{ string.upcase(string.append('a', b.u)) }}",
    ];

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, Templates.Length)];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Render_RandomModels_PrintsWhatTheInterpreterPrints(int index)
    {
        var text = Templates[index].Replace("b.", "input.body.", StringComparison.Ordinal).Replace("b[", "input.body[", StringComparison.Ordinal);
        var ours = TemplateLab.Compile(text, Core.Mapping.Templates.TemplateContentType.Text);
        var theirs = Template.Parse(text);
        var random = new Random(20_260_000 + index);
        for (var i = 0; i < 200; i++)
        {
            var json = RandomModel.Create(random);

            Assert.Equal(Interpret(theirs, json), TemplateLab.Render(ours, json, Core.Mapping.Templates.TemplateBudget.Default));
        }
    }

    private static string Interpret(Template template, byte[] json)
    {
        var context = new TemplateContext
        {
            AutoIndent = false,
            EnableRelaxedTargetAccess = true,
            EnableRelaxedIndexerAccess = true,
            EnableNullIndexer = true,
        };
        using var document = JsonDocument.Parse(json);
        context.PushCulture(CultureInfo.InvariantCulture);
        context.PushGlobal(new ScriptObject { ["input"] = new ScriptObject { ["body"] = ToModel(document.RootElement) } });

        // Half a character, where a text was cut, is replaced when it becomes bytes.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(template.Render(context)));
    }

    private static object? ToModel(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var model = new ScriptObject();
                foreach (var member in value.EnumerateObject())
                {
                    model[member.Name] = ToModel(member.Value);
                }

                return model;
            case JsonValueKind.Array:
                return new ScriptArray(value.EnumerateArray().Select(ToModel));
            case JsonValueKind.String:
                return value.GetString();
            case JsonValueKind.Number:
                return value.TryGetInt32(out var small) ? small : value.TryGetInt64(out var large) ? (object)large : value.GetDouble();
            default:
                return value.ValueKind == JsonValueKind.Null ? null : value.ValueKind == JsonValueKind.True;
        }
    }
}
