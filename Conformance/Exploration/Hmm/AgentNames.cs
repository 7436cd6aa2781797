namespace HmmSpec.Exploration;

/// <summary>How agents are called in schedules: a, b, c, ...</summary>
internal static class AgentNames
{
    /// <summary>The name of an agent.</summary>
    public static string Of(int agent) => $"{(char)('a' + agent)}";
}
