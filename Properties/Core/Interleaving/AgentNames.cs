namespace HmmSpec.Properties;

/// <summary>The names of agents that take turns: letters.</summary>
public static class AgentNames
{
    /// <summary>How many agents a generated race can have.</summary>
    public const int Most = 8;

    /// <summary>The name of an agent: a, b, ..., z, aa, ab, ...</summary>
    public static string Of(int agent) => agent < 26 ? $"{(char)('a' + agent)}" : Of((agent / 26) - 1) + Of(agent % 26);
}
