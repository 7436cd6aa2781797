namespace HmmSpec.Properties;

/// <summary>How many ways may be looked at to explain an answer; several searches can share one.</summary>
/// <param name="ways">How many at most.</param>
internal sealed class Effort(int ways)
{
    private int _looked;

    /// <summary>How many ways at most.</summary>
    public int Ways => ways;

    /// <summary>Whether no more may be looked at.</summary>
    public bool IsSpent => _looked >= ways;

    /// <summary>One more was looked at.</summary>
    public void Spend() => _looked++;
}
