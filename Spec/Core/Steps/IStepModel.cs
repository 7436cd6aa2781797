using HmmSpec.Data;

namespace HmmSpec.Spec;

/// <summary>
/// A model in steps: the reference, or a version of it with a defect. What it can do next in a state is the business of
/// its activities (<see cref="Activity.Next"/>).
/// </summary>
public interface IStepModel
{
    /// <summary>An activity of each kind that there is, to read others into (<see cref="Activity.Through"/>).</summary>
    Sequence<Activity> Kinds { get; }

    /// <summary>The activity that carries out an operation.</summary>
    Activity Begin(Operation operation);
}
