using System.Text.Json;
using System.Text.RegularExpressions;

namespace HmmSpec.Tests.Results;

/// <summary>
/// Holds JSON against a schema, as far as the schemas of this repository go. A keyword that it does not know ends the
/// test, so that none is passed over.
/// </summary>
internal sealed class JsonSchema(JsonElement root)
{
    private static readonly string[] Silent = ["$schema", "$id", "$defs", "title", "description"];

    /// <summary>The schema in a file of the repository.</summary>
    public static JsonSchema Load(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, path)));
        return new JsonSchema(document.RootElement.Clone());
    }

    /// <summary>What is wrong with a JSON text; nothing if it is as the schema says.</summary>
    public IReadOnlyList<string> Problems(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return [.. Problems(root, document.RootElement, "")];
    }

    private IEnumerable<string> Problems(JsonElement schema, JsonElement value, string place) =>
        schema.ValueKind switch
        {
            JsonValueKind.True => [],
            JsonValueKind.False => [$"{place}: nothing may stand here"],
            _ => schema
                .EnumerateObject()
                .Where(static keyword => !Silent.Contains(keyword.Name))
                .SelectMany(keyword => Problems(schema, keyword.Name, keyword.Value, value, place)),
        };

    private IEnumerable<string> Problems(
        JsonElement schema,
        string keyword,
        JsonElement wanted,
        JsonElement value,
        string place
    ) =>
        keyword switch
        {
            "$ref" => Problems(Definition(wanted.GetString()!), value, place),
            "type" => When(!IsOf(wanted.GetString()!, value), $"{place}: {value} is no {wanted}"),
            "const" => When(!JsonElement.DeepEquals(wanted, value), $"{place}: {value} is not {wanted}"),
            "enum" => When(
                !wanted.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)),
                $"{place}: {value} is none of {wanted}"
            ),
            "minimum" => When(
                value.ValueKind == JsonValueKind.Number && value.GetDouble() < wanted.GetDouble(),
                $"{place}: {value} is less than {wanted}"
            ),
            "minLength" => When(
                value.ValueKind == JsonValueKind.String && value.GetString()!.Length < wanted.GetInt32(),
                $"{place}: {value} is too short"
            ),
            "pattern" => When(
                value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, wanted.GetString()!),
                $"{place}: {value} does not match {wanted}"
            ),
            "items" => value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().SelectMany((one, index) => Problems(wanted, one, $"{place}/{index}"))
                : [],
            "required" => value.ValueKind == JsonValueKind.Object
                ? wanted
                    .EnumerateArray()
                    .Where(name => !value.TryGetProperty(name.GetString()!, out _))
                    .Select(name => $"{place}: {name} is missing")
                : [],
            "properties" => value.ValueKind == JsonValueKind.Object
                ? value
                    .EnumerateObject()
                    .Where(member => wanted.TryGetProperty(member.Name, out _))
                    .SelectMany(member =>
                        Problems(wanted.GetProperty(member.Name), member.Value, $"{place}/{member.Name}")
                    )
                : [],
            "additionalProperties" => value.ValueKind == JsonValueKind.Object
                ? value
                    .EnumerateObject()
                    .Where(member =>
                        !schema.TryGetProperty("properties", out JsonElement known)
                        || !known.TryGetProperty(member.Name, out _)
                    )
                    .SelectMany(member => Problems(wanted, member.Value, $"{place}/{member.Name}"))
                : [],
            "oneOf" => OneOf(wanted, value, place),
            _ => throw new InvalidOperationException($"The schema has the keyword {keyword}, which nobody checks."),
        };

    private string[] OneOf(JsonElement wanted, JsonElement value, string place)
    {
        string[][] tried = [.. wanted.EnumerateArray().Select(one => Problems(one, value, place).ToArray())];
        int fitting = tried.Count(static problems => problems.Length == 0);
        return fitting == 1 ? []
            : fitting > 1 ? [$"{place}: it fits {fitting} of the alternatives"]
            : tried.OrderBy(static problems => problems.Length).First();
    }

    private JsonElement Definition(string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, static (schema, name) => schema.GetProperty(name));

    private static bool IsOf(string type, JsonElement value) =>
        type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "number" => value.ValueKind == JsonValueKind.Number,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            _ => throw new InvalidOperationException($"The schema has the type {type}, which nobody checks."),
        };

    private static IEnumerable<string> When(bool isWrong, string problem) => isWrong ? [problem] : [];
}
