namespace Gateway.Benchmarks.Schemas;

/// <summary>What an order has to be.</summary>
internal static class OrderSchema
{
    /// <summary>By keywords that look at one value at a time.</summary>
    public static readonly string Plain = Create("");

    /// <summary>By those, and by all keywords that need more of the document than the value at hand.</summary>
    public static readonly string Full = Create(
        """
        "dependentRequired": { "isExpress": ["placedAt"] },
        "if": { "properties": { "isExpress": { "const": true } } },
        "then": { "required": ["total"] },
        "anyOf": [
          { "properties": { "currency": { "const": "USD" } } },
          { "properties": { "currency": { "enum": ["EUR", "GBP"] } } }
        ],
        "oneOf": [
          { "properties": { "acceptsPartial": { "const": true } } },
          { "properties": { "acceptsPartial": { "const": false } } }
        ],
        """,
        """, "uniqueItems": true, "contains": { "properties": { "isGift": { "const": true } } }""",
        "unevaluatedProperties");

    /// <summary>An array of orders.</summary>
    public static readonly string Array = $$"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "array",
          "items": { "$ref": "#/$defs/order" },
          "$defs": { "order": {{Plain}} }
        }
        """;

    private static string Create(string keywords, string lines = "", string unknown = "additionalProperties") => $$"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "https://example.com/order",
          "type": "object",
          "required": ["id", "customer", "currency", "lines"],
          "{{unknown}}": false,
          {{keywords}}
          "properties": {
            "id": { "type": "string", "minLength": 8, "maxLength": 40 },
            "customer": {
              "type": "object",
              "required": ["id", "email", "address"],
              "additionalProperties": false,
              "properties": {
                "id": { "type": "integer", "minimum": 1 },
                "name": { "type": "string", "maxLength": 80 },
                "email": { "type": "string", "maxLength": 254, "pattern": "^[^@]+@[^@]+$" },
                "address": { "$ref": "#/$defs/address" }
              }
            },
            "currency": { "type": "string", "enum": ["EUR", "USD", "GBP", "CHF", "JPY"] },
            "placedAt": { "type": "string", "minLength": 20, "maxLength": 35 },
            "lines": { "type": "array", "minItems": 1, "maxItems": 100, "items": { "$ref": "#/$defs/line" }{{lines}} },
            "notes": { "type": "string", "maxLength": 500 },
            "isExpress": { "type": "boolean" },
            "acceptsPartial": { "type": "boolean" },
            "total": { "type": "number", "minimum": 0 }
          },
          "$defs": {
            "address": {
              "type": "object",
              "required": ["street", "city", "country"],
              "additionalProperties": false,
              "properties": {
                "street": { "type": "string", "minLength": 1, "maxLength": 100 },
                "city": { "type": "string", "minLength": 1, "maxLength": 100 },
                "postalCode": { "type": "string", "maxLength": 12 },
                "country": { "type": "string", "minLength": 2, "maxLength": 2 }
              }
            },
            "line": {
              "type": "object",
              "required": ["sku", "quantity", "price"],
              "additionalProperties": false,
              "properties": {
                "sku": { "type": "string", "pattern": "^[A-Z]{2}\\d{4}$" },
                "quantity": { "type": "integer", "minimum": 1, "maximum": 999 },
                "price": { "type": "number", "minimum": 0, "maximum": 100000 },
                "discount": { "type": "number", "minimum": 0, "maximum": 100 },
                "isGift": { "type": "boolean" },
                "isFragile": { "type": "boolean" },
                "note": { "type": "string", "maxLength": 200 }
              }
            }
          }
        }
        """;
}
