namespace HmmSpec.Properties;

/// <summary>Says which agent takes the next step.</summary>
internal interface IScheduler
{
    /// <summary>One of some agents.</summary>
    /// <param name="candidates">The agents that may be able to move, a bit each; never none.</param>
    /// <param name="random">Where chance comes from.</param>
    int Pick(uint candidates, ref Random64 random);

    /// <summary>Is told that an agent has begun an operation.</summary>
    void Begins(int agent, ref Random64 random);

    /// <summary>Is told that an agent has taken a step.</summary>
    void Moved(int agent);
}
