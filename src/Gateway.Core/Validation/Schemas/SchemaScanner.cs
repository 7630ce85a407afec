using System.Text.Json;

namespace Gateway.Core.Validation.Schemas;

/// <summary>Finds the resources and anchors of a document, so that references can lead to them before anything is compiled.</summary>
internal sealed class SchemaScanner(SchemaLibrary library, SchemaDocument document)
{
    /// <exception cref="SchemaException">An id or <c>$schema</c> cannot be understood.</exception>
    public void Scan()
    {
        var root = new SchemaLocation(document, "", document.Root);
        var dialect = ReadDialect(root) ?? new SchemaDialect(library.Settings.DefaultDraft);
        var resource = new SchemaResource(document, document.BaseUri, "", document.Root, dialect);
        Scan(root, ReadId(root, resource, isRoot: true));
    }

    private void Scan(SchemaLocation schema, SchemaResource parent)
    {
        if (schema.Element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var resource = schema.Pointer.Length == 0 ? parent : ReadId(schema, parent, isRoot: false);
        ReadAnchors(schema, resource);
        foreach (var subschema in SubschemaKeywords.Find(schema))
        {
            Scan(subschema, resource);
        }
    }

    private SchemaResource ReadId(SchemaLocation schema, SchemaResource parent, bool isRoot)
    {
        var dialect = (isRoot ? null : ReadDialect(schema)) ?? parent.Dialect;
        var resource = parent;
        var id = IsReference(schema, dialect) ? null : GetText(schema, dialect.IdKeyword);
        if (id is not null && (!id.StartsWith('#') || isRoot))
        {
            if (!SchemaUri.TryResolve(parent.Uri, id, out var uri, out var fragment))
            {
                throw new SchemaException(schema.CreateFault(dialect.IdKeyword, $"'{id}' is not an address (RFC 3986)."));
            }

            resource = new SchemaResource(document, uri, schema.Pointer, schema.Element, dialect);
            if (fragment.Length > 0)
            {
                resource.Anchors.TryAdd(fragment, schema);
            }
        }
        else if (id is not null)
        {
            parent.Anchors.TryAdd(id[1..], schema);
        }

        if (isRoot || !ReferenceEquals(resource, parent))
        {
            document.Add(resource);
            library.Index(resource);
        }

        return resource;
    }

    private static void ReadAnchors(SchemaLocation schema, SchemaResource resource)
    {
        if (!resource.Dialect.IsModern)
        {
            return;
        }

        if (GetText(schema, "$anchor") is { } anchor)
        {
            resource.Anchors.TryAdd(anchor, schema);
        }

        if (GetText(schema, "$dynamicAnchor") is { } dynamicAnchor)
        {
            resource.Anchors.TryAdd(dynamicAnchor, schema);
            resource.DynamicAnchors.TryAdd(dynamicAnchor, schema);
        }
    }

    private SchemaDialect? ReadDialect(SchemaLocation schema)
    {
        if (GetText(schema, "$schema") is not { } text)
        {
            return null;
        }

        return SchemaUri.TryResolve(document.BaseUri, text, out var uri, out _) && library.FindDialect(uri) is { } dialect
            ? dialect
            : throw new SchemaException(schema.CreateFault(
                "$schema", $"'{text}' is not known. Known are drafts 4, 6, 7 and 2020-12, and models that name their vocabularies."));
    }

    private static bool IsReference(SchemaLocation schema, SchemaDialect dialect) =>
        dialect.IgnoresSiblingsOfReferences && GetText(schema, "$ref") is not null;

    private static string? GetText(SchemaLocation schema, string keyword) =>
        schema.Element.ValueKind == JsonValueKind.Object
        && schema.Element.TryGetProperty(keyword, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
