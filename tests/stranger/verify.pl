#!/usr/bin/env perl
# A second verifier, written from the README's appendix alone; it shares no code with the program.
#   perl verify.pl RECORD.db [FILE-WITH-CHECKPOINTS]      perl verify.pl FILE.proof [FILE-WITH-CHECKPOINTS]
# Prints a fault a line and ends with 4, or one line and ends with 0. Needs Perl 5.10 and the sqlite3 shell.
use strict;
use warnings;
use Digest::SHA qw(sha256);
use JSON::PP ();
use MIME::Base64 qw(decode_base64 encode_base64);

my ($file, $held_file) = @ARGV;
my @entities = qw(actor alias membership source claim tag statement evidence bearing relation verdict reliance
    citation merger original distinction);
my @faults;
sub fault { push @faults, join ' ', @_ }

sub slurp { open my $in, '<:raw', $_[0] or die "$_[0]: $!\n"; local $/; return scalar <$in> }
sub node { sha256("\x01$_[0]$_[1]") }
sub quoted {    # a string as canonical JSON, its bytes in UTF-8
    my $text = shift;
    my %short = ('"' => '\"', '\\' => '\\\\', "\n" => '\n', "\r" => '\r', "\t" => '\t', "\b" => '\b', "\f" => '\f');
    $text =~ s/(["\\\x00-\x1f])/$short{$1} \/\/ sprintf '\u%04x', ord $1/ge;
    return qq("$text");
}
sub query {    # rows of values as canonical JSON, blobs as bytes, NULL as undef; hex keeps every byte on its way
    my ($columns, $rest) = @_;
    my $sql = 'SELECT ' . join(" || ' ' || ", map { "typeof($_) || ':' || hex($_)" } @$columns) . " $rest";
    open my $out, '-|', 'sqlite3', '-batch', '-init', '/dev/null', $file, $sql or die "sqlite3: $!\n";
    my @rows = map { chomp; [ map { value($_) } split / / ] } <$out>;
    close $out or die "sqlite3 cannot read $file\n";
    return @rows;
}
sub value {
    my ($type, $hex) = split /:/, shift, 2;
    my $bytes = pack 'H*', $hex // '';
    return $type eq 'null' ? undef : $type eq 'text' ? quoted($bytes) : $bytes;
}
sub root_of {    # folds full subtrees, the largest first
    my @roots = @_ or return sha256('');
    my $root = pop @roots;
    $root = node(pop @roots, $root) while @roots;
    return $root;
}
sub held {    # the checkpoints in a text, however it was folded
    my $text = shift;
    $text =~ s/<[^<>]*>|&#160;|\\|\s+//g;
    $text =~ s/&#45;/-/g;
    my $uuid = join '-', map {"[0-9a-f]{$_}"} 8, 4, 4, 4, 12;
    my @found;
    push @found, [ $1, $2, decode_base64($3) ] while $text =~ m{checkpoint($uuid)(0|[1-9]\d{0,17})([A-Za-z0-9+/]{43}=)}g;
    return @found;
}

sub verify_record {
    my %columns = map { my $entity = $_; $entity => [ sort map { $_->[0] =~ /"(.*)"/ } query(['name'], "FROM pragma_table_info('$entity')") ] } @entities;
    my @kept = query([qw(origin size root nodes)], 'FROM checkpoint');
    @kept == 1 or return fault('there is not one checkpoint');
    my ($origin, $size, $root, $nodes) = @{ $kept[0] };
    my @operations = query([qw(number at by reason undoes first last)], 'FROM operation ORDER BY number');
    my @changes = query([qw(seq action entity number before salt leaf)], 'FROM change ORDER BY seq');
    my $last = 0;
    for my $n (1 .. @operations) {
        my ($number, $undoes, $first) = @{ $operations[ $n - 1 ] }[ 0, 4, 5 ];
        fault("operation $number does not follow") if $number != $n || $first != $last + 1;
        fault("operation $number undoes a later one") if defined $undoes && $undoes >= $number;
        $last = $operations[ $n - 1 ][6];
    }
    fault('the operations do not end where the changes end') if $last != (@changes ? $changes[-1][0] : 0);
    my (%of, @full, %roots, $n, $operation, %latest);
    $roots{0} = root_of();
    for my $change (@changes) {
        fault("change $change->[0] does not follow"), last if $change->[0] != ++$n;
        my ($seq, $action, $entity, $number) = @$change;
        shift @operations while @operations && $operations[0][6] < $seq;
        push @{ $of{ $entity =~ s/"//gr }{$number} }, [ @$change, $operations[0] ];
        fault("change $seq: numbers do not ascend") if $action eq '"recorded"' && $number <= ($latest{$entity} // 0);
        $latest{$entity} = $number if $action eq '"recorded"';
        push @full, $change->[6];
        for (my $rest = $n; !($rest & 1); $rest >>= 1) { my $right = pop @full; push @full, node(pop @full, $right) }
        $roots{$n} = root_of(@full);
    }
    fault('the checkpoint is not that of the changes')
        if $size != ($n // 0) || $root ne $roots{ $n // 0 } || $nodes ne join '', @full;
    for my $entity (@entities) {
        my $changes = delete $of{$entity} || {};
        my @names = @{ $columns{$entity} };
        for my $row (query(\@names, "FROM $entity")) {
            my %row;
            @row{@names} = @$row;
            my $changed = delete $changes->{ $row{id} } or fault("$entity $row{id} is not in the ledger"), next;
            verify_row($origin, $entity, \%row, @$changed);
        }
        fault("$entity $_ is gone") for keys %$changes;
    }
    fault("there is no table $_") for keys %of;
    for (held($held_file ? slurp($held_file) : '')) {
        my ($of, $at, $was) = @$_;
        fault("the checkpoint of $at changes is not continued")
            if quoted($of) ne $origin || !exists $roots{$at} || $roots{$at} ne $was;
    }
    print "ok: $size changes, ", encode_base64($root, ''), "\n" unless @faults;
}

sub verify_row {    # walks a row back from what it is now, change by change
    my ($origin, $entity, $row, @changes) = @_;
    my $redacted;
    while (my $change = pop @changes) {
        my ($seq, $action, undef, $number, $before, $salt, $leaf, $operation) = @$change;
        my $held = defined $before ? unquoted($before) : undef;
        fault("change $seq: a row is recorded once, and first") if ($action eq '"recorded"') != !@changes;
        if (!$operation || $operation->[5] > $seq) { fault("change $seq belongs to no operation") }
        elsif (!defined $salt) { fault("change $seq has no salt") unless $redacted }
        elsif (!$row) { fault("change $seq: its row was redacted, and its salt was not") }
        else {
            my ($op, $at, $by, $reason, $undoes) = @$operation;
            my %said = (action => $action, at => $at, before => $held, by => $by, entity => quoted($entity),
                operation => $op, origin => $origin, reason => $reason, row => object(%$row), seq => $seq, undoes => $undoes);
            fault("change $seq: it is not what was hashed") if sha256("\x00" . $salt . object(%said)) ne $leaf;
        }
        if    ($action eq '"redacted"')  { ($redacted, $row) = (1, undef) }
        elsif ($action eq '"withdrawn"') { $row = { %$row, map { ("withdrawn_$_" => undef) } qw(at by reason) } if $row }
        elsif ($action ne '"recorded"' && $row) {
            $row = {%$row};
            while (($held // q()) =~ /[{,]"((?:[^"\\]|\\.)*)":("(?:[^"\\]|\\.)*"|-?\d+|null)/g) {
                my ($name, $value) = ($1, $2);
                $row->{$name} = $value eq "null" ? undef : $value;
            }
        }
    }
}
sub object { my %pairs = @_; '{' . join(',', map { quoted($_) . ":$pairs{$_}" } grep { defined $pairs{$_} } sort keys %pairs) . '}' }
sub unquoted {    # the bytes that stand in a string as canonical JSON
    my $text = substr $_[0], 1, -1;
    my %long = (n => "\n", r => "\r", t => "\t", b => "\b", f => "\f");
    $text =~ s/\\(?:u00([0-9a-f]{2})|(.))/defined $1 ? chr hex $1 : $long{$2} \/\/ $2/ge;
    return $text;
}

sub verify_proof {
    my $proof = JSON::PP->new->utf8->decode(slurp($file));
    my ($now) = held($proof->{checkpoint});
    my ($origin, $size, $root) = @$now;
    for my $change (@{ $proof->{changes} }) {
        my ($seq, $leaf) = ($change->{seq}, pack 'H*', $change->{leaf});
        fault("change $seq is not in that history") unless climb($seq - 1, $size - 1, $leaf, $change->{path}) eq $root;
        next unless defined $change->{content};
        my $said = $change->{content};
        utf8::encode($said);
        fault("change $seq is not what was hashed") if sha256("\x00" . pack('H*', $change->{salt}) . $said) ne $leaf;
        fault("change $seq says that it is another") if index($said, qq("origin":"$origin")) < 0 || $said !~ /"seq":$seq[,}]/;
    }
    for my $mine (held($held_file ? slurp($held_file) : '')) {
        fault("the checkpoint of $mine->[1] changes is not that of the proof")
            unless "@$mine" eq "@$now";
    }
    print "ok: ", scalar @{ $proof->{changes} }, " changes proven\n" unless @faults;
}
sub climb {    # RFC 9162, 2.1.3.2: the root above a leaf, or nothing
    my ($place, $last, $root, $path) = @_;
    return '' if $place > $last;
    for (map { pack 'H*', $_ } @$path) {
        return '' if !$last;
        if ($place & 1 || $place == $last) {
            $root = node($_, $root);
            while (!($place & 1) && $place) { $place >>= 1; $last >>= 1 }
        } else { $root = node($root, $_) }
        $place >>= 1; $last >>= 1;
    }
    return $last ? '' : $root;
}

slurp($file) =~ /^\s*\{/ ? verify_proof() : verify_record();
print map {"$_\n"} @faults;
exit(@faults ? 4 : 0);
