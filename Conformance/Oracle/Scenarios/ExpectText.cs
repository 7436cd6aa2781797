using HmmSpec.Spec;

namespace HmmSpec.Conformance;

/// <summary>The text form of the lines that begin with <c>expect</c>, without that word.</summary>
internal static class ExpectText
{
    private const string Value = "value";
    private const string Mappings = "mappings";
    private const string Page = "a page number";
    private const string Count = "a whole number";

    private const string PageLanes =
        "unmapped, none, zero, system, swap, device dN, migrating, exclusive, protnone, read, write, value=, dirty, clean, frame-dirty, "
        + "frame-clean or mappings=";

    private const string MirrorLanes = "zero, system, device, exclusive, value=, dirty or clean";

    internal static string Format(ExpectPage wanted) =>
        $"p{wanted.Process} {wanted.Page}"
        + (wanted.Place is PagePlace place ? $" {Lanes.Places.NameOf(place)}" : "")
        + (wanted.Place == PagePlace.Device && wanted.Device is int device ? $" d{device}" : "")
        + (wanted.Right is EntryRight right ? $" {Lanes.PageRights.NameOf(right)}" : "")
        + (wanted.Value is ulong value ? $" {Value}={value}" : "")
        + Flag(wanted.Dirty, "dirty", "clean")
        + Flag(wanted.FrameDirty, "frame-dirty", "frame-clean")
        + (wanted.Mappings is int mappings ? $" {Mappings}={mappings}" : "");

    internal static string Format(ExpectMirror wanted) =>
        $"mirror p{wanted.Process} d{wanted.Device} {wanted.Page} {Lanes.MirrorRights.NameOf(wanted.Right)}"
        + (wanted.Place is MirrorPlace place ? $" {Lanes.MirrorPlaces.NameOf(place)}" : "")
        + (wanted.Value is ulong value ? $" {Value}={value}" : "")
        + Flag(wanted.Dirty, "dirty", "clean");

    internal static string Format(ExpectUsed wanted) =>
        "used"
        + (wanted.Device is int device ? $" d{device}" : "")
        + (wanted.Frames is int frames ? $" frames={frames}" : "")
        + (wanted.Swap is int swap ? $" swap={swap}" : "")
        + (wanted.Iova is int iova ? $" iova={iova}" : "");

    internal static ExpectLine Read(scoped ref TextCursor cursor) =>
        cursor.TakeIf("mirror") ? ReadMirror(ref cursor)
        : cursor.TakeIf("used") ? ReadUsed(ref cursor)
        : ReadPage(ref cursor);

    private static string Flag(bool? flag, string set, string clear) =>
        flag switch
        {
            null => "",
            true => $" {set}",
            false => $" {clear}",
        };

    private static bool NamesDevice(scoped TextWord word) =>
        word.Text.Length > 1 && word.Text[0] == 'd' && (char.IsAsciiDigit(word.Text[1]) || word.Text[1] == '-');

    private static ExpectPage ReadPage(scoped ref TextCursor cursor)
    {
        ExpectPage wanted = new(cursor.TakeProcess(), cursor.TakeNumber(Page));
        do
        {
            TextWord word = cursor.TakeWord(PageLanes);
            wanted = ReadLane(ref cursor, wanted, word);
        } while (cursor.HasMore);

        return wanted;
    }

    private static ExpectPage ReadLane(scoped ref TextCursor cursor, ExpectPage wanted, scoped TextWord word)
    {
        if (Lanes.Places.TryFind(word.Text, out PagePlace place))
        {
            cursor.RefuseSecond(wanted.Place is not null, word, "the place");
            bool named = place == PagePlace.Device && NamesDevice(cursor.Next);
            return wanted with { Place = place, Device = named ? cursor.TakeDevice() : null };
        }

        if (Lanes.PageRights.TryFind(word.Text, out EntryRight right))
        {
            cursor.RefuseSecond(wanted.Right is not null, word, "the right");
            return wanted with { Right = right };
        }

        word.TrySplit('=', out TextWord name, out TextWord value);
        switch (name.Text)
        {
            case Value:
                cursor.RefuseSecond(wanted.Value is not null, word, "the value");
                return wanted with { Value = cursor.ReadValue(value) };
            case Mappings:
                cursor.RefuseSecond(wanted.Mappings is not null, word, "the mappings");
                return wanted with { Mappings = cursor.ReadNumber(value, Count) };
            default:
                break;
        }

        switch (word.Text)
        {
            case "dirty" or "clean":
                cursor.RefuseSecond(wanted.Dirty is not null, word, "the dirty bit");
                return wanted with { Dirty = word.Text is "dirty" };
            case "frame-dirty" or "frame-clean":
                cursor.RefuseSecond(wanted.FrameDirty is not null, word, "the frame's dirty flag");
                return wanted with { FrameDirty = word.Text is "frame-dirty" };
            default:
                cursor.Refuse(word, PageLanes);
                return wanted;
        }
    }

    private static ExpectMirror ReadMirror(scoped ref TextCursor cursor)
    {
        ExpectMirror wanted = new(
            cursor.TakeProcess(),
            cursor.TakeDevice(),
            cursor.TakeNumber(Page),
            cursor.TakeName(Lanes.MirrorRights)
        );
        while (cursor.HasMore)
        {
            TextWord word = cursor.TakeWord(MirrorLanes);
            bool isField = word.TrySplit('=', out TextWord name, out TextWord value);
            if (Lanes.MirrorPlaces.TryFind(word.Text, out MirrorPlace place))
            {
                cursor.RefuseSecond(wanted.Place is not null, word, "the place");
                wanted = wanted with { Place = place };
            }
            else if (word.Text is "dirty" or "clean")
            {
                cursor.RefuseSecond(wanted.Dirty is not null, word, "the dirty bit");
                wanted = wanted with { Dirty = word.Text is "dirty" };
            }
            else if (isField && name.Text is Value)
            {
                cursor.RefuseSecond(wanted.Value is not null, word, "the value");
                wanted = wanted with { Value = cursor.ReadValue(value) };
            }
            else
            {
                cursor.Refuse(word, MirrorLanes);
            }
        }

        return wanted;
    }

    private static ExpectUsed ReadUsed(scoped ref TextCursor cursor)
    {
        bool ofDevice = NamesDevice(cursor.Next);
        ExpectUsed wanted = new(ofDevice ? cursor.TakeDevice() : null);
        string expected = ofDevice ? "frames= or iova=" : "a device such as d0, frames= or swap=";
        do
        {
            cursor.TakeField(expected, out TextWord name, out TextWord value);
            switch (name.Text)
            {
                case "frames":
                    cursor.RefuseSecond(wanted.Frames is not null, name, "the frames");
                    wanted = wanted with { Frames = cursor.ReadNumber(value, Count) };
                    break;
                case "swap" when !ofDevice:
                    cursor.RefuseSecond(wanted.Swap is not null, name, "the slots of swap");
                    wanted = wanted with { Swap = cursor.ReadNumber(value, Count) };
                    break;
                case "iova" when ofDevice:
                    cursor.RefuseSecond(wanted.Iova is not null, name, "the IOVAs");
                    wanted = wanted with { Iova = cursor.ReadNumber(value, Count) };
                    break;
                default:
                    cursor.Refuse(name, expected);
                    break;
            }
        } while (cursor.HasMore);

        return wanted;
    }
}
