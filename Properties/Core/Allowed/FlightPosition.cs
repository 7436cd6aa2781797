using HmmSpec.Data;
using HmmSpec.Spec;

namespace HmmSpec.Properties;

/// <summary>Where an implementation may be while operations are in flight.</summary>
/// <param name="State">The state.</param>
/// <param name="Flights">The operations in flight, in the order of their calls.</param>
/// <param name="Happened">How much has happened by itself since nothing was in flight.</param>
internal sealed record FlightPosition(State State, Sequence<Flight> Flights, int Happened)
{
    /// <summary>Whether no operation is in the middle: each has still to begin, or has ended.</summary>
    public bool IsBetween => Flights.AsEnumerable().All(static flight => flight.Stage != FlightStage.Running);

    /// <summary>The same up to the names of frames, slots, IOVAs and windows: equal for positions that cannot be told apart.</summary>
    public FlightPosition Key
    {
        get
        {
            Sequence<Activity?> activities = Sequence.Generate(Flights.Count, index => Flights[index].Activity);
            (State state, Sequence<Activity?> renamed) = Canonical.Of(State, activities);
            Sequence<Flight> flights = Sequence.Generate(
                Flights.Count,
                index => Flights[index] with { Activity = renamed[index] }
            );
            return new FlightPosition(state, flights, 0);
        }
    }

    /// <summary>With an operation that was called.</summary>
    public FlightPosition Call(Operation operation) => this with { Flights = Flights.Add(Flight.Of(operation)) };

    /// <summary>Without an operation, which has returned.</summary>
    public FlightPosition Without(int index) =>
        this with
        {
            Flights = [.. Flights.Span[..index], .. Flights.Span[(index + 1)..]],
        };

    /// <summary>With a step of an operation.</summary>
    public FlightPosition After(int index, Successor step) =>
        this with
        {
            State = step.State,
            Flights = Flights.Set(index, Flights[index].After(step)),
        };
}
