using HmmSpec.Properties;
using HmmSpec.Protocol;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>How often a subject stopped in the middle of a run and had to be started again. There is a limit to that.</summary>
/// <param name="options">With the limits.</param>
internal sealed class SubjectStops(SubjectOptions options)
{
    private int _whileShrinking;

    /// <summary>How often, without those in which a sequence was made shorter.</summary>
    public int Count { get; private set; }

    /// <summary>The first of them; null if it never did.</summary>
    public SubjectFailure? First { get; private set; }

    /// <summary>Whether it may not be started again for the sake of a shorter sequence.</summary>
    public bool IsShrinkingOver => _whileShrinking >= options.ShrinkRestarts;

    /// <summary>It stopped, and will be started again.</summary>
    /// <exception cref="SubjectException">It did so too often.</exception>
    public void Note(SubjectFailure failure)
    {
        NoteAgain(failure);
        if (Count > options.Restarts)
        {
            string sentence = $"The subject stopped more than {options.Restarts} times, and is not started again. ";
            throw new SubjectException(
                failure with
                {
                    Kind = SubjectFailureKind.TooOften,
                    Sentence = sentence + failure.Sentence,
                }
            );
        }
    }

    /// <summary>It stopped as before, which is a finding.</summary>
    public void NoteAgain(SubjectFailure failure)
    {
        First ??= failure;
        Count++;
    }

    /// <summary>Adds what another one counted.</summary>
    public void Add(SubjectStops other)
    {
        First ??= other.First;
        Count += other.Count;
    }

    /// <summary>It stopped while a sequence was made shorter.</summary>
    public void NoteWhileShrinking() => _whileShrinking++;

    /// <summary>The operation that it did not answer.</summary>
    public static Finding Finding(RunEnd.Failed stopped, World world, Profile profile)
    {
        int at = Math.Min(stopped.Answered, stopped.Operations.Count - 1);
        State state = ReferenceModel.Init(world, profile);
        foreach (Operation earlier in stopped.Operations.Take(at))
        {
            state = ReferenceModel.Run(state, earlier).After;
        }

        Operation last = stopped.Operations[at];
        Divergence divergence = Divergences.OfStopping(state, last, stopped.Failure.Sentence);
        return new Finding(world, profile, [.. stopped.Operations.Take(at + 1)], divergence);
    }
}
