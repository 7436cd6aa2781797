namespace HmmSpec.Protocol;

/// <summary>Which members an object has; all others are passed over.</summary>
internal sealed class Form
{
    private readonly Member[] _demanded;
    private readonly MemberSet _required;
    private readonly MemberSet _known;

    /// <summary>A form with these members, which must be there, and others that can be left out.</summary>
    internal Form(Member[] required, params Member[] optional)
    {
        _demanded = required;
        _required = new MemberSet(required);
        _known = _required | new MemberSet(optional);
    }

    internal bool Knows(Member member) => _known.Has(member);

    /// <summary>The first member that must be there and is not.</summary>
    internal Member? MissingFrom(MemberSet seen)
    {
        if (seen.HasAll(_required))
        {
            return null;
        }

        return Array.Find(_demanded, member => !seen.Has(member));
    }
}
