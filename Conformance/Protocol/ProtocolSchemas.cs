using HmmSpec.Data;

namespace HmmSpec.Protocol;

/// <summary>The JSON Schemas (2020-12) of the lines, as they are in the folder of the protocol's version.</summary>
public static class ProtocolSchemas
{
    /// <summary>The file names of the schemas: what the lines are, and what they have in common.</summary>
    public static Sequence<string> Names { get; } =
    ["requests.schema.json", "replies.schema.json", "trace.schema.json", "definitions.schema.json"];

    /// <summary>The text of a schema.</summary>
    public static string Read(string name)
    {
        using Stream stream =
            typeof(ProtocolSchemas).Assembly.GetManifestResourceStream($"v{ProtocolVersions.Current}/{name}")
            ?? throw new ArgumentException($"There is no schema {name}.", nameof(name));
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
