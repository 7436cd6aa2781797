using HmmSpec.Data;
using HmmSpec.Properties;
using HmmSpec.Reference;
using HmmSpec.Spec;

namespace HmmSpec.Tests.Freedoms;

/// <summary>
/// A run of which a test decides every answer: those of an implementation that does what the reference does, or what the
/// test says instead, held against the oracle one by one.
/// </summary>
internal sealed class Trial
{
    private readonly ObservationLevel _level;
    private readonly bool _isBlind;
    private readonly AnswerJudge _judge;
    private readonly List<Event> _events = [];
    private readonly List<string> _done = [];
    private State _state;
    private State _shown;

    /// <summary>Begins a run.</summary>
    /// <param name="level">How much is seen.</param>
    /// <param name="world">The sizes.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="isBlind">Whether neither mirrors nor invalidations nor contents of device memory are seen, as in Linux.</param>
    public Trial(ObservationLevel level, World? world = null, Profile? profile = null, bool isBlind = false)
    {
        _level = level;
        _isBlind = isBlind;
        _state = ReferenceModel.Init(world ?? World.Default, profile ?? Profile.Strict);
        _shown = _state;
        _judge = new AnswerJudge(_state.World, _state.Profile, isBlind ? [] : [.. Enum.GetValues<EventKind>()]);
    }

    /// <summary>The state that the implementation is in.</summary>
    public State State => _state;

    /// <summary>Operations that are carried out and answered as the reference does; all are allowed.</summary>
    public Trial Did(params string[] operations)
    {
        foreach (string operation in operations)
        {
            Answered(operation, static answer => answer);
        }

        return this;
    }

    /// <summary>Something happens by itself, and shows with the next answer.</summary>
    public Trial Happened(Spontaneous happening, ChoiceKind kind = ChoiceKind.Canonical)
    {
        State before = _state;
        (Outcome outcome, bool chosen) = Choose(ReferenceModel.Begin(happening), kind, []);
        Assert.Equal(Status.Ok, outcome.Status);
        Assert.NotEqual(before.Hash64, _state.Hash64);
        Assert.True(chosen, $"{happening} has no choice {kind}");
        return this;
    }

    /// <summary>An operation that takes a choice wherever it has it; the answer is allowed.</summary>
    public Trial Chose(string operation, ChoiceKind kind, params int[] values)
    {
        Operation parsed = Parse(operation);
        (Outcome outcome, bool chosen) = Choose(ReferenceModel.Begin(parsed), kind, values);
        Assert.True(chosen, $"{operation} has no choice {kind}");
        Allowed(parsed, Shown(parsed, outcome));
        return this;
    }

    private (Outcome Outcome, bool Chosen) Choose(Activity begun, ChoiceKind kind, int[] values)
    {
        Activity? activity = begun;
        Outcome outcome = default;
        bool chosen = false;
        while (activity is not null)
        {
            Successors next = ReferenceModel.Next(_state, activity);
            Successor? other = next.All.FirstOrDefault(one =>
                one.Choice.Kind == kind && (values.Length == 0 || values.Contains(one.Choice.Value))
            );
            chosen |= other is not null;
            Successor taken = other ?? next.Canonical;
            _state = taken.State;
            _events.AddRange(taken.Events);
            activity = taken.Activity;
            outcome = taken.Outcome;
        }

        return (outcome, chosen);
    }

    /// <summary>An operation that is carried out, and answered otherwise; the answer is allowed.</summary>
    public Trial Answered(string operation, Func<Answer, Answer> otherwise)
    {
        Operation parsed = Parse(operation);
        Allowed(parsed, otherwise(Honest(parsed)));
        return this;
    }

    /// <summary>An operation that is carried out, and answered with another outcome; the answer is allowed.</summary>
    public Trial Answered(string operation, string outcome) => Answered(operation, With(outcome));

    /// <summary>An operation that is not carried out, and answered so; the answer is allowed.</summary>
    public Trial GaveUp(string operation, string outcome)
    {
        Operation parsed = Parse(operation);
        Allowed(parsed, With(outcome)(Shown(parsed, Outcome.Ok)));
        return this;
    }

    /// <summary>An operation instead of which another is carried out, and answered so; the answer is allowed.</summary>
    public Trial DidInstead(string operation, string instead, string outcome)
    {
        Operation parsed = Parse(operation);
        Transition transition = ReferenceModel.Run(_state, Parse(instead));
        _state = transition.After;
        _events.AddRange(transition.Events);
        Allowed(parsed, With(outcome)(Shown(parsed, Outcome.Ok)));
        return this;
    }

    /// <summary>An operation that is not carried out, and answered so; neither can be said.</summary>
    public void GaveUpUndecided(string operation, string outcome)
    {
        Operation parsed = Parse(operation);
        Expect(JudgementKind.Open, _judge.Apply(parsed, With(outcome)(Shown(parsed, Outcome.Ok))));
    }

    /// <summary>An operation that is not carried out, and answered so; the answer is rejected.</summary>
    public Divergence GaveUpWrongly(string operation, string outcome, params string[] clauses)
    {
        Operation parsed = Parse(operation);
        return Rejected(parsed, With(outcome)(Shown(parsed, Outcome.Ok)), clauses);
    }

    /// <summary>An operation that is carried out, and answered with what is not allowed.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="otherwise">The answer.</param>
    /// <param name="clauses">The clauses of which one is to be named.</param>
    public Divergence Wrong(string operation, Func<Answer, Answer> otherwise, params string[] clauses)
    {
        Operation parsed = Parse(operation);
        return Rejected(parsed, otherwise(Honest(parsed)), clauses);
    }

    /// <summary>An operation that is carried out, and answered with an outcome that is not allowed.</summary>
    public Divergence Wrong(string operation, string outcome, params string[] clauses) =>
        Wrong(operation, With(outcome), clauses);

    /// <summary>What is seen once all has settled, as it is or otherwise; it is allowed.</summary>
    public Trial Settled(Func<StateObservation, StateObservation>? otherwise = null)
    {
        StateObservation seen = StateObservation.Of(_state);
        Expect(JudgementKind.Allowed, _judge.Settle(Parse("load p0 0"), otherwise?.Invoke(seen) ?? seen));
        return this;
    }

    /// <summary>What is seen once all has settled, and is not allowed.</summary>
    public Divergence SettledWrongly(string last, Func<StateObservation, StateObservation> otherwise)
    {
        Judgement judgement = _judge.Settle(Parse(last), otherwise(StateObservation.Of(_state)));
        Expect(JudgementKind.Diverges, judgement);
        return judgement.Divergence!;
    }

    private static Operation Parse(string text)
    {
        Assert.True(OperationText.TryParse(text, out Operation? operation, out TextError? error), $"{text}: {error}");
        return operation;
    }

    private static Func<Answer, Answer> With(string text) =>
        answer =>
        {
            if (!OutcomeText.TryParse(text, out Outcome outcome, out _))
            {
                Assert.All(text, letter => Assert.True(char.IsAsciiLetterUpper(letter), text));
                return answer with { IsKnown = false, Word = text, Outcome = Outcome.Ok };
            }

            return answer with
            {
                Outcome = outcome,
                Word = Names.Statuses.NameOf(outcome.Status),
            };
        };

    private Answer Honest(Operation operation)
    {
        Transition transition = ReferenceModel.Run(_state, operation);
        _state = transition.After;
        _events.AddRange(transition.Events);
        return Shown(operation, transition.Outcome);
    }

    private Answer Shown(Operation operation, Outcome outcome)
    {
        Answer answer = Answer.Of(outcome);
        if (_level >= ObservationLevel.Touched)
        {
            answer = answer with { Events = _isBlind ? null : [.. _events], Touched = Touched(operation) };
        }

        _events.Clear();
        _shown = _state;
        return _level == ObservationLevel.State ? answer with { State = StateObservation.Of(_state) } : answer;
    }

    private Sequence<PageObservation> Touched(Operation operation)
    {
        (int named, PageRange range) = Footprint.Of(operation, _state);
        return
        [
            .. from process in Enumerable.Range(0, _state.World.Processes)
            where _state.IsAlive(process)
            from page in Enumerable.Range(0, _state.World.Pages)
            let seen = PageObservation.Of(_state, process, page)
            where
                (process == named && range.Contains(page))
                || !_shown.IsAlive(process)
                || !seen.Equals(PageObservation.Of(_shown, process, page))
            select _isBlind ? Blind(seen) : seen,
        ];
    }

    private static PageObservation Blind(PageObservation seen) =>
        seen with
        {
            Mirrors = [],
            Value = seen.Entry == ObservedEntry.Device ? null : seen.Value,
        };

    private void Allowed(Operation operation, Answer answer)
    {
        _done.Add($"{OperationText.Format(operation)} -> {OutcomeText.Format(answer.Outcome)}");
        Expect(JudgementKind.Allowed, _judge.Apply(operation, answer));
    }

    private Divergence Rejected(Operation operation, Answer answer, string[] clauses)
    {
        _done.Add($"{OperationText.Format(operation)} -> {answer.Word} {OutcomeText.Format(answer.Outcome)}");
        Judgement judgement = _judge.Apply(operation, answer);
        Expect(JudgementKind.Diverges, judgement);
        Divergence divergence = judgement.Divergence!;
        Assert.True(clauses.Length == 0 || clauses.Contains(divergence.Clause), $"{divergence}");
        return divergence;
    }

    private void Expect(JudgementKind expected, Judgement found) =>
        Assert.True(
            found.Kind == expected,
            $"{found.Kind} {found.Reason}\n{string.Join('\n', _done)}\n{found.Divergence}"
        );
}
