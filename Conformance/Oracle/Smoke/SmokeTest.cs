using HmmSpec.Data;
using HmmSpec.Protocol;
using HmmSpec.Spec;
using Reply = HmmSpec.Protocol.Reply;

namespace HmmSpec.Conformance;

/// <summary>Tests an adapter's protocol, and judges nothing of what it answers for.</summary>
public static class SmokeTest
{
    // Whoever never answers is not waited for at every check, and one thing to mend is not said twenty times.
    private const int MostSilences = 2;
    private const int MostFailures = 4;

    private static readonly Sequence<SmokeCheck> Checks =
    [
        .. GreetingChecks.All,
        .. RunChecks.All,
        .. RequestChecks.All,
        .. ObservationChecks.All,
        .. RepetitionChecks.All,
        .. EndingChecks.All,
    ];

    /// <summary>The names of the checks, in their order.</summary>
    public static Sequence<string> Names => [.. Checks.Select(static check => check.Name)];

    /// <summary>Makes all checks.</summary>
    /// <exception cref="SubjectException">The subject is not there, or does not greet.</exception>
    public static SmokeReport Run(SubjectAddress address, SmokeOptions options)
    {
        using SmokeTalk talk = new(address, options.Wire, options.Ending);
        List<SmokeFinding> findings = [];
        ChannelEvidence? evidence = null;
        foreach (SmokeCheck check in Checks)
        {
            SmokeResult result =
                findings.Count > 0 && Hindrance(check, talk) is string hindrance
                    ? SmokeResult.LeftOut(hindrance)
                    : Try(check, talk, ref evidence);
            findings.Add(
                new SmokeFinding(
                    check.Name,
                    result.State,
                    result.Sentence,
                    result.State == SmokeState.Broken ? check.Advice : ""
                )
            );
        }

        return new SmokeReport(NameOf(talk.Greeting), findings, evidence);
    }

    private static string? Hindrance(SmokeCheck check, SmokeTalk talk)
    {
        if (talk.Greeting is null)
        {
            return "It did not greet.";
        }

        bool isOfGreeting = GreetingChecks.All.Contains(check);
        return talk.Silences >= MostSilences ? $"It fell silent {MostSilences} times before."
            : talk.Failures >= MostFailures ? $"It had to be started or reached again {MostFailures} times before."
            : !isOfGreeting && talk.Can.Operations.Count == 0 ? "It declares no operation."
            : !isOfGreeting && WorldCheck.Problem(talk.World) is not null
                ? "There is no world in which it could be run."
            : null;
    }

    private static SmokeResult Try(SmokeCheck check, SmokeTalk talk, ref ChannelEvidence? evidence)
    {
        try
        {
            return check.Try(talk);
        }
        catch (SubjectException exception)
            when (exception.Failure.Kind != SubjectFailureKind.Unavailable || talk.Greeting is not null)
        {
            talk.Fail();
            SubjectFailure failure = exception.Failure;
            if (failure.Kind == SubjectFailureKind.Unavailable && !talk.IsProgram)
            {
                return SmokeResult.LeftOut($"It cannot be reached a second time: {failure.Sentence}");
            }

            evidence ??= failure.Evidence;
            return SmokeResult.Broken(failure.Sentence);
        }
    }

    private static string NameOf(Reply.Hello? greeting) =>
        greeting is null ? ""
        : greeting.Adapter.Version.Length == 0 ? greeting.Adapter.Name
        : $"{greeting.Adapter.Name} {greeting.Adapter.Version}";
}
