namespace HmmSpec.Properties;

/// <summary>The names of the agents of a race: letters.</summary>
public static class AgentNames
{
    /// <summary>How many agents there can be.</summary>
    public const int Most = 8;

    /// <summary>The name of an agent.</summary>
    public static string Of(int agent) => $"{(char)('a' + agent)}";
}
