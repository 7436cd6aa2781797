using HmmSpec.Conformance;
using HmmSpec.Properties;
using HmmSpec.Protocol;

namespace HmmSpec.Tests.Subjects;

/// <summary>
/// Who answers what cannot be read has broken the protocol, unless it is itself a part of what is judged, as the agent in a
/// kernel is: then it has broken down, and if it does so again at the same operation that is a divergence.
/// </summary>
public sealed class BrokenAnswererTests
{
    [Fact]
    public void Of_an_adapter_nothing_is_judged()
    {
        SubjectException exception = Assert.Throws<SubjectException>(static () => Find(isAnswererJudged: false));

        Assert.Equal(SubjectFailureKind.Protocol, exception.Failure.Kind);
    }

    [Fact]
    public void Of_a_kernel_it_is_a_divergence()
    {
        Finding? finding = Find(isAnswererJudged: true);

        Assert.Equal(DivergenceKind.Crash, finding?.Divergence.Kind);
        Assert.Matches("^The reply to a run .* cannot be taken: .*UTF-8", finding!.Divergence.Found);
        Assert.Single(finding.Operations);
    }

    private static Finding? Find(bool isAnswererJudged)
    {
        string address = SubjectCheck.Address(SubjectCheck.NewMark(), "hostile", "invalid-utf8", []);
        WireSettings settings = new()
        {
            IsAnswererJudged = isAnswererJudged,
            Starting = TimeSpan.FromMinutes(1),
            Deadline = TimeSpan.FromMinutes(1),
        };
        using WireSubject subject = WireSubject.Start(SubjectAddress.Parse(address, out _)!, settings);
        SubjectUnderTest tested = new(subject, new SubjectOptions());
        return tested.Find(ClauseScenarios.All.First(tested.CanRun));
    }
}
