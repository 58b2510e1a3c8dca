#!/usr/bin/env perl
# A second checker of proofs, written from the README's appendix alone; it shares no code with the program.
#   perl check_proof.pl FILE.proof [FILE-WITH-CHECKPOINTS]
# Prints a fault a line and ends with 4, or one line and ends with 0. Needs Perl 5.14.
use strict;
use warnings;
use Digest::SHA qw(sha256);
use JSON::PP qw(decode_json);
use MIME::Base64 qw(decode_base64);

my ($file, $held_file) = @ARGV;
my @faults;
sub check($$) { my ($well, $says) = @_; push @faults, $says if !$well; return $well }
sub slurp { open my $in, '<:raw', $_[0] or die "$_[0]: $!\n"; local $/; return scalar <$in> }
sub node { return sha256("\x01$_[0]$_[1]") }
sub hashes { return map { pack 'H*', $_ } @{ $_[0] } }
sub held {    # the checkpoints in a text, however it was folded: origin, size and root
    my $text = ($_[0] // '') =~ s/<[^<>]*>|&#160;|\\|\s+//gr;
    my ($uuid, @found) = join '-', map {"[0-9a-f]{$_}"} 8, 4, 4, 4, 12;
    push @found, [ $1, $2, decode_base64($3) ] while $text =~ m{checkpoint($uuid)(0|[1-9]\d{0,17})([\w+/]{43}=)}ga;
    return @found;
}

sub check_proof {
    my $proof = decode_json(slurp($file));
    my ($now) = held($proof->{checkpoint});
    my ($last, $of, %known) = (0, undef, "@$now" => 1);
    my ($origin, $size, $root) = @$now;
    for my $change (@{ $proof->{changes} }) {
        my ($seq, $leaf, $content) = ($change->{seq}, pack('H*', $change->{leaf}), $change->{content});
        my $is_there = root_above($seq - 1, $size, $leaf, hashes($change->{path})) eq $root;
        check($seq > $last && $seq <= $size && $is_there, "change $seq is not in that history, or not in order");
        $last = $seq;
        utf8::encode($content // next);
        my $hash = sha256("\x00" . pack('H*', $change->{salt}) . $content);
        check($hash eq $leaf, "change $seq is not what was hashed") or next;
        my $said = decode_json($content);
        my $row = join ' ', $said->{entity}, @{ $said->{row} }{qw(id uid)};
        my $is_it = $said->{origin} eq $origin && $said->{seq} == $seq && ($of //= $row) eq $row;
        check($is_it, "change $seq says that it is another, or of another row");
    }
    for (@{ $proof->{since} // [] }) {
        my ($then) = held($_->{checkpoint});
        my @path = hashes($_->{path});
        my ($was, $is) = (sha256(''), @path ? '' : $root);
        ($was, $is) = roots_above($then->[1], $size, $then->[2], @path) if $then->[1];
        my $continues = $then->[0] eq $origin && $was eq $then->[2] && $is eq $root;
        $known{"@$then"} = check($continues, "the checkpoint of $then->[1] changes is not continued");
    }
    for (held($held_file && slurp($held_file))) {
        check($known{"@$_"}, "the proof does not show that it continues the checkpoint of $_->[1] changes");
    }
    return 'ok: ' . @{ $proof->{changes} } . ' changes proven';
}
sub part { my ($part, $size) = (1, @_); $part *= 2 while $part * 2 < $size; return $part }
sub root_above {    # RFC 6962, 2.1.1: of a list with this leaf at that place
    my ($place, $size, $leaf, @path) = @_;
    return @path ? '' : $leaf if $size <= 1;
    my ($left, $beside) = (part($size), pop @path // return '');
    return node($beside, root_above($place - $left, $size - $left, $leaf, @path)) if $place >= $left;
    return node(root_above($place, $left, $leaf, @path), $beside);
}
sub roots_above {    # RFC 6962, 2.1.2: of the first leaves and of all, from the bottom
    my ($first, $size, $known, @path) = @_;
    push @path, $known // () if $first >= $size;
    return @path == 1 ? (@path, @path) : ('', '') if $first >= $size;
    my ($left, $beside) = (part($size), pop @path // return ('', ''));
    return map { node($beside, $_) } roots_above($first - $left, $size - $left, undef, @path) if $first > $left;
    my ($was, $is) = roots_above($first, $left, $known, @path);
    return ($was, node($is, $beside));
}

my $well = check_proof();
print map {"$_\n"} @faults ? @faults : $well;
exit(@faults ? 4 : 0);
