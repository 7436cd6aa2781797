using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>
/// A page may be faulted in by itself just before a snapshot (CON-7), and a snapshot that reports it may be right. It is not
/// if the page comes exactly then at each of several runs, though it was not there when it was last looked at: then the
/// snapshot has faulted it in (SNP-1).
/// </summary>
/// <param name="subject">The subject.</param>
/// <param name="options">How it is asked.</param>
internal sealed class SnapshotSuspicion(ISubject subject, SubjectOptions options)
{
    private const int Runs = 5;
    private const int MostDismissed = 20;

    private int _dismissed;

    /// <summary>Whether a snapshot reports a page that was not there.</summary>
    /// <param name="before">The state before it.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="answer">The answer.</param>
    public static int? Page(State before, Operation operation, Answer answer)
    {
        if (operation is not Snapshot || answer.Kind != AnswerKind.Ended)
        {
            return null;
        }

        Sequence<PageResult> canonical = ReferenceModel.Run(before, operation).Outcome.Pages;
        Sequence<PageResult> seen = answer.Outcome.Pages;
        for (int index = 0; index < Math.Min(canonical.Count, seen.Count); index++)
        {
            if (
                canonical[index] == PageResult.Empty
                && seen[index]
                    is PageResult.Zero
                        or PageResult.Read
                        or PageResult.Write
                        or PageResult.DeviceRead
                        or PageResult.DeviceWrite
            )
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>The divergence, if it comes again each time; else null.</summary>
    /// <param name="world">The sizes.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="operations">The operations, of which the last is the snapshot.</param>
    public Finding? Confirm(World world, Profile profile, Sequence<Operation> operations)
    {
        if (_dismissed >= MostDismissed)
        {
            return null;
        }

        Divergence? divergence = null;
        for (int run = 0; run < Runs; run++)
        {
            divergence = Once(world, profile, operations);
            if (divergence is null)
            {
                _dismissed++;
                return null;
            }
        }

        return new Finding(world, profile, operations, divergence!);
    }

    private Divergence? Once(World world, Profile profile, Sequence<Operation> operations)
    {
        AnswerJudge judge = new(world, profile, subject.Capabilities.Events, options.Budget);
        try
        {
            subject.Reset(world, profile);
            for (int index = 0; index < operations.Count - 1; index++)
            {
                if (judge.Apply(operations[index], Ask(operations[index])).Kind != JudgementKind.Allowed)
                {
                    return null;
                }
            }

            return Look(judge, operations) ? Differs(judge, (Snapshot)operations[^1]) : null;
        }
        catch (SubjectException)
        {
            return null;
        }
    }

    // What was put off is done then, and nothing is left to come late.
    private bool Look(AnswerJudge judge, Sequence<Operation> operations) =>
        operations.Count < 2
        || subject.Observe() is not { } seen
        || judge.Settle(operations[^2], seen).Kind == JudgementKind.Allowed;

    private Divergence? Differs(AnswerJudge judge, Snapshot snapshot)
    {
        Answer answer = Ask(snapshot);
        return Page(judge.State, snapshot, answer) is int index
            ? new Divergence(
                DivergenceKind.Outcome,
                "SNP-1",
                $"result for p{snapshot.Process} page {snapshot.Range.Start + index}",
                Names.PageResults.NameOf(PageResult.Empty),
                $"{Names.PageResults.NameOf(answer.Outcome.Pages[index])}, at each of {Runs} runs"
            )
            : null;
    }

    private Answer Ask(Operation operation)
    {
        subject.Send([operation], options.Level);
        return subject.Receive()[0];
    }
}
