using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HmmSpec.Conformance;

/// <summary>A line of a results file: a JSON object whose member <c>type</c> says which.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ResultHeader), ResultHeader.Type)]
[JsonDerivedType(typeof(ResultNote), "note")]
[JsonDerivedType(typeof(ResultKept), "kept")]
[JsonDerivedType(typeof(ResultScenario), "scenario")]
[JsonDerivedType(typeof(ResultProgress), "progress")]
[JsonDerivedType(typeof(ResultDivergence), "divergence")]
[JsonDerivedType(typeof(ResultEntry), "entry")]
[JsonDerivedType(typeof(ResultFooter), ResultFooter.Type)]
public abstract record ResultLine
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        AllowOutOfOrderMetadataProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The line without its end.</summary>
    public string Format() => JsonSerializer.Serialize(this, Options);

    /// <summary>The line that a text is; null if it is of a type that is not known here, and to be passed over.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ResultLine? Read(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        if (
            document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("type", out JsonElement type)
            || type.ValueKind != JsonValueKind.String
        )
        {
            throw new JsonException("This is no object with a \"type\".");
        }

        return Types.Contains(type.GetString()!) ? document.Deserialize<ResultLine>(Options) : null;
    }

    private static readonly HashSet<string> Types =
    [
        .. typeof(ResultLine)
            .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false)
            .Cast<JsonDerivedTypeAttribute>()
            .Select(static derived => (string)derived.TypeDiscriminator!),
    ];
}
