#!/bin/sh
# make_talk.sh OUT [SECONDS=40] [SIZE=640x360]: a small drawn talk, for tests of what is seen and heard. Needs ffmpeg and
# DejaVu Sans. The programme beside this file belongs to it. What happens when:
#   0 s    a card with the session's title, without a sound
#   3 s    a cut to the first speaker, a hiss for a voice
#   7 s    a caption with name and function, until 12 s
#   16 s   a cut to the second speaker, after a second of silence
#   20 s   a caption, until 25 s
#   28 s   a cut back to the first speaker, until the end
set -eu
out=$1 seconds=${2:-40} size=${3:-640x360}
font=/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf

voice="volume=0:enable='lt(t,3)+between(t,15,16.4)+between(t,27.2,28.3)'"
text() { # WHAT SIZE X Y FROM TO
  printf "drawtext=fontfile=%s:text='%s':fontsize=h/%s:fontcolor=white:x=%s:y=%s:enable='between(t,%s,%s)'" \
    "$font" "$1" "$2" "$3" "$4" "$5" "$6"
}
band() { printf "drawbox=x=iw*0.05:y=ih*0.76:w=iw*0.52:h=ih*0.17:color=0x102040:t=fill:enable='between(t,%s,%s)'" "$1" "$2"; }

ffmpeg -nostdin -v error -y \
  -f lavfi -i "color=0x1d3f6e:s=$size:r=25:d=3" \
  -f lavfi -i "color=0x8a7355:s=$size:r=25:d=13" \
  -f lavfi -i "color=0x40584a:s=$size:r=25:d=12" \
  -f lavfi -i "color=0x8a7355:s=$size:r=25:d=$((seconds - 28))" \
  -f lavfi -i "anoisesrc=color=pink:amplitude=0.4:r=48000:d=$seconds:seed=7" \
  -filter_complex "
    [0]$(text 'Ouverture de la journée' 9 'w*0.08' 'h*0.42' 0 99)[card];
    [1]drawbox=x=iw*0.4:y=ih*0.3:w=iw*0.2:h=ih*0.7:color=0x3a2a50:t=fill,drawbox=x=iw*0.44:y=ih*0.14:w=iw*0.11:h=ih*0.2:color=0xd0a080:t=fill,noise=alls=8:allf=t[first];
    [2]drawbox=x=iw*0.55:y=ih*0.35:w=iw*0.24:h=ih*0.65:color=0x703030:t=fill,drawbox=x=iw*0.61:y=ih*0.16:w=iw*0.12:h=ih*0.22:color=0x9a6a4a:t=fill,noise=alls=8:allf=t[second];
    [3]drawbox=x=iw*0.42:y=ih*0.3:w=iw*0.2:h=ih*0.7:color=0x3a2a50:t=fill,drawbox=x=iw*0.46:y=ih*0.14:w=iw*0.11:h=ih*0.2:color=0xd0a080:t=fill,noise=alls=8:allf=t[again];
    [card][first][second][again]concat=n=4,
    $(band 7 12),$(text 'Maïwenn Kerbrat' 16 'w*0.07' 'h*0.785' 7 12),$(text 'Directrice, Centre social Bellevue' 26 'w*0.07' 'h*0.87' 7 12),
    $(band 20 25),$(text 'Youenn Tallec' 16 'w*0.07' 'h*0.785' 20 25),$(text 'Sociologue, Université de Haute-Brême' 26 'w*0.07' 'h*0.87' 20 25),
    format=yuv420p[picture];[4]$voice[sound]" \
  -map '[picture]' -map '[sound]' -c:v libx264 -preset veryfast -crf 26 -g 250 -c:a aac -b:a 64k "$out"
